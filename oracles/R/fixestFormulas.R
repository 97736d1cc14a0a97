# Formulas with lags, crossed effects and varying slopes on a panel with gaps, missing values and singletons, by fixest:
# with its default sample, which keeps singletons, and without them. The rows are drawn here and stand in the answer.
# Usage: Rscript fixestFormulas.R OUT_DIR   Packages: fixest 0.12.2, jsonlite
suppressMessages({library(fixest); library(jsonlite)})
OUT <- commandArgs(TRUE)[1]; set.seed(7)
d <- expand.grid(t=1:9, id=1:12); d$g <- 1 + (d$id - 1) %% 3; d$x <- rnorm(nrow(d)); d$z <- rnorm(nrow(d)); d$y <- d$id / 4 + d$x - d$z / 2 + d$g * d$t / 5 + rnorm(nrow(d))
d <- d[-sample(nrow(d), 18), ]; d$x[sample(nrow(d), 3)] <- NA
# a unit with one row, and a group of one unit with two neighbouring periods: a lag leaves it one row
d <- rbind(d, data.frame(t=3, id=13, g=1, x=1, z=1, y=1), data.frame(t=c(2, 3), id=14, g=2, x=c(1, 2), z=c(.5, 1), y=c(1, 2)))
for (v in c("x", "z", "y")) d[[v]] <- round(d[[v]], 6)
f <- c("y ~ x + z | g^t + id", "y ~ x | g[t] + id", "y ~ x | id[t]", "y ~ x | id[[t]]", "y ~ x | id[[t]] + t", "y ~ x + z | id + t", "y ~ x | id", "y ~ x | id + g", "y ~ l(x) + z | id", "y ~ f(x) + z | id + t", "y ~ d(x) + z", "y ~ l(x, 1:2) | id",
  "y ~ l(y) + x | id + t", "y ~ f(z, 2) + l(z) | id", "y ~ d(y, 2) + x | t", "y ~ i(g, x) | id", "y ~ poly(z, 2) | id", "y ~ x + x:z | g + t", "y ~ x | id | z ~ l(z)", "y ~ 1 | id + t | x ~ z + l(x)")
one <- function(f, v, rm) { m <- suppressWarnings(feols(as.formula(f), d, panel.id=~id+t, vcov=switch(v, iid="iid", HC1="hetero", CR1S=~id), notes=FALSE, fixef.rm=rm, fixef.tol=1e-11, fixef.iter=1e5))
  list(rows=m$nobs, coefficients=as.list(setNames(unname(coef(m)), sub("^fit_", "", names(coef(m))))), standardErrors=unname(se(m)), degreesOfFreedom=unname(degrees_freedom(m, "t"))) }
cases <- lapply(f, function(f) list(formula=f, models=lapply(c(iid="iid", HC1="HC1", CR1S="CR1S"), function(v) list(kept=one(f, v, "none"), dropped=one(f, v, "singleton")))))
writeLines(toJSON(list(source=paste("fixest", packageVersion("fixest")), data=lapply(d, function(v) v), cases=cases), auto_unbox=TRUE, digits=I(17), na="null"), file.path(OUT, "formula", "fixest_formulas.json"))
