# A regressor that, net of the periods, is another one up to the ninth decimal of the table: what is left of it is rounding.
# And a variance of the periods that is a millionth of the errors'. Usage: Rscript rounding.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
DATA <- commandArgs(TRUE)[1]; OUT <- commandArgs(TRUE)[2]; set.seed(11)
d <- expand.grid(time=1:15, unit=1:8); d$a <- round(rnorm(8)[d$unit] + rnorm(nrow(d)) / 3 + 4, 9); d$b <- round(d$a + (rnorm(15) + 3)[d$time], 9); d$c <- round(rnorm(nrow(d)), 9)
d$y <- round(1 + d$a + d$c / 2 + rnorm(8)[d$unit] + rnorm(15)[d$time] + rnorm(nrow(d)), 6); p <- pdata.frame(d, index=c("unit", "time")); f <- y ~ c + a + b
one <- function(m) list(coefficients=as.list(coef(m)), standardErrors=unname(sqrt(diag(vcov(m)))), sigma2=if (!is.null(m$ercomp)) unname(m$ercomp$sigma2))
M <- list(); for (e in c("individual", "time", "twoways")) { M[[paste0("within.", e)]] <- one(plm(f, p, model="within", effect=e)); for (r in c("swar", "walhus", "amemiya", "nerlove")) M[[paste("random", e, r, sep=".")]] <- one(plm(f, p, model="random", effect=e, random.method=r)) }
M$between.individual <- one(plm(f, p, model="between")); M$between.time <- one(plm(f, p, model="between", effect="time")); M[["first-difference"]] <- one(plm(f, p, model="fd"))
w <- pdata.frame(read.csv(file.path(DATA, "wages.csv")), index=c("id", "year")); small <- unname(ercomp(plm(lwage ~ exp + wks + ed, w, model="random", effect="time"))$sigma2)
writeLines(toJSON(list(data=lapply(d, identity), models=M, small=small), auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "rounding.json"))
