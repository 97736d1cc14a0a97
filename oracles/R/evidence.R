# Values for the tests of packages/engine/src/evidence: Shapley shares of the within R² by averaging over all orders in
# which blocks of regressors can enter, and smallest detectable effects from qt. Base R only.
# Run in oracles/: Rscript R/evidence.R > evidence/evidence.json
d <- read.csv("data/produc.csv")
d$y <- log(d$gsp)
blocks <- list(public = c("log(hwy)", "log(water)", "log(util)"), private = "log(pc)", labour = c("log(emp)", "unemp"))
within_r2 <- function(terms) {
  rss <- function(rhs) deviance(lm(as.formula(paste("y ~ factor(state) + factor(year)", rhs)), d))
  if (length(terms) == 0) return(0)
  1 - rss(paste("+", paste(terms, collapse = "+"))) / rss("")
}
orders <- list(c(1,2,3), c(1,3,2), c(2,1,3), c(2,3,1), c(3,1,2), c(3,2,1))
share <- c(0, 0, 0)
for (o in orders) {
  before <- c()
  for (b in o) {
    after <- c(before, blocks[[b]])
    share[b] <- share[b] + (within_r2(after) - within_r2(before)) / length(orders)
    before <- after
  }
}
mde <- function(se, df, alpha, power) (qt(1 - alpha / 2, df) + qt(power, df)) * se
number <- function(x) formatC(x, digits = 17, format = "g")
cat(sprintf('{\n "software": "%s",\n "shapley": { "public": %s, "private": %s, "labour": %s, "all": %s },\n "minimumDetectable": [%s]\n}\n',
  R.version.string, number(share[1]), number(share[2]), number(share[3]), number(within_r2(unlist(blocks))),
  paste(apply(expand.grid(df = c(5.5, 11.36, 40, 1000), power = c(0.8, 0.9), alpha = c(0.05, 0.1)), 1, function(p)
    sprintf('\n  { "df": %s, "power": %s, "significance": %s, "value": %s }', number(p["df"]), number(p["power"]), number(p["alpha"]),
            number(mde(0.25, p["df"], p["alpha"], p["power"])))), collapse = ",")))
