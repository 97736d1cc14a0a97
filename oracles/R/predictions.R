# Fitted values with standard errors, prediction intervals, and fixed effects with standard errors: lm with dummies.
# Usage: Rscript predictions.R DATA_DIR OUT_DIR   Packages: stats, jsonlite
suppressMessages(library(jsonlite))
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
run <- function(file, unit, f, effects, weights=NULL) {
  d <- read.csv(file.path(DATA, file)); d$w <- if (is.null(weights)) 1 else d[[weights]]
  first <- if (length(effects)) sprintf("0 + factor(%s)", effects[1]) else character()
  m <- lm(as.formula(paste(f, paste(c("", first, sprintf("factor(%s)", effects[-1])), collapse=" + "))), d, weights=w)
  p <- suppressWarnings(predict(m, se.fit=TRUE, interval="prediction", weights=d$w)); s <- summary(m)$coefficients
  e <- lapply(effects, function(x) { r <- s[grep(paste0("factor(", x, ")"), rownames(s), fixed=TRUE), , drop=FALSE]
    list(values=as.list(setNames(r[, 1], sub(".*\\)", "", rownames(r)))), standardErrors=as.list(setNames(r[, 2], sub(".*\\)", "", rownames(r))))) })
  list(dataset=file, unit=unit, weights=weights, formula=paste(f, if (length(effects)) paste("|", paste(effects, collapse=" + ")) else ""),
    fitted=unname(p$fit[, 1]), standardError=unname(p$se.fit), lower=unname(p$fit[, 2]), upper=unname(p$fit[, 3]), effects=setNames(e, effects)) }
R <- list(pooled=run("grunfeld.csv", "firm", "inv ~ value + capital", character()), oneway=run("grunfeld.csv", "firm", "inv ~ value + capital", "firm"),
  twoways=run("grunfeld.csv", "firm", "inv ~ value + capital", c("firm", "year")), weighted=run("fatalities.csv", "state", "log(fatal/pop) ~ beertax + unemp", c("state", "year"), "pop"))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "predictions.json"))
# Rows that the estimate did not see: the last years, the third year of each firm, or every ninth row.
fresh <- function(file, unit, f, effects, out, family=NULL) {
  d <- read.csv(file.path(DATA, file)); f <- as.formula(paste(f, paste(c("", sprintf("factor(%s)", effects)), collapse=" + "))); new <- eval(parse(text=out), d)
  m <- if (is.null(family)) lm(f, d[!new, ]) else glm(f, family, d[!new, ], control=glm.control(epsilon=1e-15, maxit=100))
  p <- if (is.null(family)) predict(m, d[new, ], se.fit=TRUE, interval="prediction") else list(fit=cbind(predict(m, d[new, ], type="response")))
  list(dataset=file, unit=unit, formula=paste(deparse(f[[2]]), "~", sub("^.*~ ", "", sub(" \\+ factor.*", "", paste(deparse(f, 500), collapse=""))), if (length(effects)) paste("|", paste(effects, collapse=" + ")) else ""),
    rows=which(new), poisson=!is.null(family), fitted=unname(p$fit[, 1]), standardError=if (is.null(family)) unname(p$se.fit), lower=if (is.null(family)) unname(p$fit[, 2]), upper=if (is.null(family)) unname(p$fit[, 3])) }
N <- list(pooled=fresh("grunfeld.csv", "firm", "inv ~ value + capital", character(), "year >= 1950"),
  oneway=fresh("grunfeld.csv", "firm", "inv ~ value + capital", "firm", "year >= 1950"),
  twoways=fresh("grunfeld.csv", "firm", "inv ~ log(value) + I(capital^2)", c("firm", "year"), "seq_along(year) %% 9 == 0"),
  poly=fresh("grunfeld.csv", "firm", "inv ~ poly(value, 2) + capital", "firm", "seq_along(year) %% 9 == 0"),
  poisson=fresh("fatalities.csv", "state", "fatal ~ beertax + log(income)", c("state", "year"), "seq_along(year) %% 10 == 0", poisson))
writeLines(toJSON(N, auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "predictions_new.json"))
