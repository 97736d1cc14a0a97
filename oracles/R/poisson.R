# Poisson regressions with dummies by glm to convergence: coefficients, classical, robust (HC0) and clustered (CR0) covariance.
# Usage: Rscript poisson.R DATA_DIR OUT_DIR   Packages: stats, sandwich 3.0-2, jsonlite
suppressMessages({library(sandwich); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
run <- function(file, unit, y, x, effects, where=NULL) {
  d <- read.csv(file.path(DATA, file)); d$y <- eval(parse(text=y), d); n <- nrow(d)
  repeat { keep <- rep(TRUE, nrow(d)); for (e in effects) keep <- keep & ave(d$y, d[[e]], FUN=sum) > 0; if (all(keep)) break; d <- d[keep, ] }
  f <- as.formula(paste("y ~", paste(c(x, sprintf("factor(%s)", effects)), collapse=" + ")))
  m <- glm(f, poisson, d, control=glm.control(epsilon=1e-15, maxit=100)); k <- seq_along(coef(m)) %in% grep("factor\\(|Intercept", names(coef(m)), invert=TRUE)
  if (length(effects) == 0) k[] <- TRUE
  v <- function(V) list(names=names(coef(m))[k], values=unname(V[k, k, drop=FALSE]))
  list(dataset=file, unit=unit, formula=paste(y, "~", paste(x, collapse=" + "), if (length(effects)) paste("|", paste(effects, collapse=" + ")) else ""), separated=n - nrow(d),
    coefficients=as.list(coef(m)[k]), iid=v(vcov(m)), HC0=v(sandwich(m)), CR0=v(vcovCL(m, d[[unit]], type="HC0", cadjust=FALSE)),
    deviance=deviance(m), logLik=as.numeric(logLik(m))) }
x <- c("beertax", "unemp", "log(income)")
R <- list(twoways=run("fatalities.csv", "state", "fatal", x, c("state", "year")), oneway=run("fatalities.csv", "state", "fatal", x, "state"),
  pooled=run("fatalities.csv", "state", "fatal", x, character()), zeros=run("fatalities.csv", "state", "I((abs(fatal - 700) + (fatal - 700)) / 2)", x, c("state", "year")),
  zeros.oneway=run("fatalities.csv", "state", "I((abs(fatal - 300) + (fatal - 300)) / 2)", x, "state"))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17)), file.path(OUT, "panel", "poisson.json"))
