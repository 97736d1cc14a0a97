# Coefficients of lm() for formulas that the engine must read in the same way.
# Usage: Rscript formula.R DATA_DIR OUT_DIR   Packages: jsonlite
suppressMessages(library(jsonlite))
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
data <- function(f) read.csv(file.path(DATA, f), stringsAsFactors=TRUE)
# value k periods earlier by the time index
lagged <- function(x, id, t, k) { key <- paste(id, t); m <- match(paste(id, t - k), key); x[m] }
g <- data("grunfeld.csv"); gg <- data("grunfeld_gaps.csv"); p <- data("produc.csv"); f <- data("fatalities.csv"); i <- data("iris.csv"); w <- data("wages.csv")
five <- g[g$year %% 5 == 0,]
cases <- list(); add <- function(data, ours, model, only=NULL, rename=NULL, panel=NULL, where=NULL) {
  b <- coef(model); s <- sqrt(diag(vcov(model))); keep <- names(b)[!is.na(b)]; if (!is.null(only)) keep <- keep[grepl(only, keep)]
  nm <- if (is.null(rename)) keep else rename(keep)
  cases[[length(cases)+1]] <<- list(data=data, formula=ours, panel=panel, where=where, n=nobs(model), names=nm, coefficients=unname(b[keep]), standardErrors=unname(s[keep]), dfResidual=df.residual(model)) }
sub1 <- function(from, to) function(x) gsub(from, to, x, fixed=TRUE)
P <- c("firm","year"); Q <- c("state","year")
add("grunfeld", "inv ~ value * capital", lm(inv ~ value*capital, g))
add("grunfeld", "inv ~ value:capital", lm(inv ~ value:capital, g))
add("grunfeld", "inv ~ (value + capital)^2", lm(inv ~ (value+capital)^2, g))
add("grunfeld", "inv ~ (value + capital):year", lm(inv ~ (value+capital):year, g))
add("grunfeld", "inv ~ value * capital - capital", lm(inv ~ value*capital - capital, g))
add("grunfeld", "inv ~ value + capital - 1", lm(inv ~ value + capital - 1, g))
add("grunfeld", "inv ~ 0 + value", lm(inv ~ 0 + value, g))
add("grunfeld", "inv ~ .", lm(inv ~ ., g))
add("grunfeld", "inv ~ . - year", lm(inv ~ . - year, g))
add("grunfeld", "log(inv) ~ . - firm - year + log(value)", lm(log(inv) ~ . - firm - year + log(value), g))
add("grunfeld", "inv ~ poly(value, 2) + capital", lm(inv ~ poly(value, 2) + capital, g))
add("grunfeld", "inv ~ poly(value, 3) * capital", lm(inv ~ poly(value, 3)*capital, g))
add("grunfeld", "inv ~ poly(value, 2, raw = TRUE)", lm(inv ~ poly(value, 2, raw = TRUE), g))
add("grunfeld", "inv ~ I(value^2) + I(value / capital) + I(-value + 2 * capital - 3) + I((value - capital) / 2)", lm(inv ~ I(value^2) + I(value/capital) + I(-value + 2*capital - 3) + I((value - capital)/2), g), rename=function(x) x)
add("grunfeld", "log(inv) ~ log(value) + sqrt(capital) + exp(-capital / 1000) + log1p(capital) + abs(value - 1000)", lm(log(inv) ~ log(value)+sqrt(capital)+exp(-capital/1000)+log1p(capital)+abs(value-1000), g), rename=identity)
add("grunfeld", "log(inv / capital) ~ log10(value) + log2(capital)", lm(log(inv/capital) ~ log10(value)+log2(capital), g))
add("grunfeld", "inv ~ factor(firm) + value", lm(inv ~ factor(firm) + value, g))
add("grunfeld", "inv ~ factor(firm) + value - 1", lm(inv ~ factor(firm) + value - 1, g))
add("grunfeld", "inv ~ factor(firm):value", lm(inv ~ factor(firm):value, g))
add("grunfeld", "inv ~ value + factor(firm):value", lm(inv ~ value + factor(firm):value, g), rename=sub1("value:factor(firm)", "value:factor(firm)"))
add("grunfeld", "inv ~ factor(firm) * value", lm(inv ~ factor(firm)*value, g))
add("iris", "Sepal.Length ~ Species * Petal.Length", lm(Sepal.Length ~ Species*Petal.Length, i))
add("iris", "Sepal.Length ~ Species:Petal.Length", lm(Sepal.Length ~ Species:Petal.Length, i))
add("iris", "Sepal.Length ~ Petal.Length + Species:Petal.Length", lm(Sepal.Length ~ Petal.Length + Species:Petal.Length, i))
add("iris", "Sepal.Length ~ Species - 1", lm(Sepal.Length ~ Species - 1, i))
add("iris", "Sepal.Length ~ Species:Petal.Length - 1", lm(Sepal.Length ~ Species:Petal.Length - 1, i))
add("iris", "Sepal.Length ~ .", lm(Sepal.Length ~ ., i))
add("iris", "Sepal.Length ~ i(Species)", lm(Sepal.Length ~ Species, i), rename=sub1("Species", "Species::"))
i2 <- i; i2$Species <- relevel(i2$Species, "virginica")
add("iris", "Sepal.Length ~ i(Species, ref = \"virginica\")", lm(Sepal.Length ~ Species, i2), rename=sub1("Species", "Species::"))
add("iris", "Sepal.Length ~ Petal.Length + i(Species, Petal.Width, ref = \"setosa\")", lm(Sepal.Length ~ Petal.Length + I((Species=="versicolor")*Petal.Width) + I((Species=="virginica")*Petal.Width), i), rename=function(x) c("(Intercept)","Petal.Length","Species::versicolor:Petal.Width","Species::virginica:Petal.Width"))
add("iris", "Sepal.Length ~ i(Species, Petal.Width, ref = c(\"setosa\", \"virginica\"))", lm(Sepal.Length ~ I((Species=="versicolor")*Petal.Width), i), rename=function(x) c("(Intercept)","Species::versicolor:Petal.Width"))
# fixed effects as dummies; only the slopes are compared
add("grunfeld", "inv ~ value + capital | firm + year", lm(inv ~ value + capital + factor(firm) + factor(year), g), only="^(value|capital)$")
add("grunfeld", "inv ~ value + capital | firm[year]", lm(inv ~ value + capital + factor(firm)*year, g), only="^(value|capital)$")
add("grunfeld", "inv ~ value + capital | firm[[year]]", lm(inv ~ value + capital + factor(firm):year, g), only="^(value|capital|\\(Intercept\\))$") # slopes alone leave the constant, as in fixest
add("grunfeld", "inv ~ value + capital - 1 | firm[[year]]", lm(inv ~ 0 + value + capital + factor(firm):year, g), only="^(value|capital)$")
add("grunfeld", "inv ~ value | firm[year, capital] + year", lm(inv ~ value + factor(firm)*year + factor(firm)*capital + factor(year), g), only="^value$")
add("produc", "log(gsp) ~ log(pcap) + unemp | region^year", lm(log(gsp) ~ log(pcap) + unemp + factor(region):factor(year), p), only="^(log\\(pcap\\)|unemp)$")
add("produc", "log(gsp) ~ log(pcap) + unemp | state + region^year", lm(log(gsp) ~ log(pcap) + unemp + state + factor(region):factor(year), p), only="^(log\\(pcap\\)|unemp)$")
pr <- p; for (r in 2:9) pr[[paste0("u", r)]] <- (p$region == r)*p$unemp
add("produc", "log(gsp) ~ log(pcap) + i(region, unemp, ref = 1) | state + year", lm(log(gsp) ~ log(pcap) + u2+u3+u4+u5+u6+u7+u8+u9 + state + factor(year), pr), only="^(log\\(pcap\\)|u[2-9])$", rename=function(x) sub("^u([2-9])$", "region::\\1:unemp", x))
# lags by the time index, gaps included
for (nm in c("grunfeld","grunfeld_gaps")) { d <- if (nm == "grunfeld") g else gg
  d$v1 <- lagged(d$value, d$firm, d$year, 1); d$v2 <- lagged(d$value, d$firm, d$year, 2); d$c1 <- lagged(d$capital, d$firm, d$year, -1); d$i1 <- lagged(d$inv, d$firm, d$year, 1); d$dv <- d$value - d$v1; d$d2 <- d$value - d$v2; d$ldv <- lagged(d$dv, d$firm, d$year, 1); d$dl <- log(d$value) - log(d$v1)
  add(nm, "inv ~ l(value, 1:2) + capital", lm(inv ~ v1 + v2 + capital, d), panel=P, rename=function(x) c("(Intercept)","l(value, 1)","l(value, 2)","capital"))
  add(nm, "inv ~ l(inv) + f(capital) + d(value)", lm(inv ~ i1 + c1 + dv, d), panel=P, rename=function(x) c("(Intercept)","l(inv, 1)","f(capital, 1)","d(value, 1)"))
  add(nm, "inv ~ l(d(value)) + d(value, 2) + d(log(value))", lm(inv ~ ldv + d2 + dl, d), panel=P, rename=function(x) c("(Intercept)","l(d(value), 1)","d(value, 2)","d(log(value), 1)"))
  add(nm, "d(inv) ~ d(value) | year", lm(I(inv - i1) ~ dv + factor(year), d), only="^dv$", panel=P, rename=function(x) "d(value, 1)")
  add(nm, "inv ~ l(value, 0:1) | firm + year", lm(inv ~ value + v1 + factor(firm) + factor(year), d), only="^(value|v1)$", panel=P, rename=function(x) c("l(value, 0)","l(value, 1)"))
  add(nm, "inv ~ l(value):capital", lm(inv ~ v1:capital, d), panel=P, rename=function(x) c("(Intercept)","l(value, 1):capital")) 
  dd <- d[d$year > 1940,]; add(nm, "inv ~ l(value)", lm(inv ~ v1, dd), panel=P, where="year > 1940", rename=function(x) c("(Intercept)","l(value, 1)")) }
five$v1 <- lagged(five$value, five$firm, five$year, 5)
add("grunfeld", "inv ~ l(value)", lm(inv ~ v1, five), panel=P, where="every fifth year", rename=function(x) c("(Intercept)","l(value, 1)"))
writeLines(toJSON(list(source=R.version.string, cases=cases), auto_unbox=TRUE, digits=I(17), pretty=TRUE, null="null"), file.path(OUT, "formula.json"))
cat(length(cases), "cases\n")
