# Durbin-Watson of short panels: lmtest's exact p on the within-transformed rows, and the exact p of Bhargava, Franzini and
# Narendranathan's statistic by Imhof's integral. Usage: Rscript durbinWatson.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, lmtest, jsonlite
suppressMessages({library(plm); library(lmtest); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
imhof <- function(l) { f <- function(u) sapply(u, function(v) { r <- sum(log1p(l^2 * v^2)) / 4; sin(sum(atan(l * v)) / 2) * exp(-r) / v })
  0.5 - integrate(f, 0, Inf, rel.tol=1e-12, abs.tol=1e-14, subdivisions=10000L)$value / pi }
run <- function(file, unit, f, keep, where) {
  d <- read.csv(file.path(DATA, file)); d <- d[eval(keep, d), ]; p <- pdata.frame(d, index=c(unit, "year"))
  m <- plm(f, p, model="within"); X <- model.matrix(m); e <- as.numeric(residuals(m)); n <- length(e)
  # k+1 directions of the rows have no eigenvalue
  A <- diag(c(1, rep(2, n - 2), 1)); A[abs(row(A) - col(A)) == 1] <- -1; M <- diag(n) - X %*% solve(crossprod(X)) %*% t(X)
  l <- eigen(M %*% A %*% M, symmetric=TRUE)$values; l <- l[l > 1e-10]; dw <- pdwtest(m)
  id <- index(p)[[1]]; Z <- cbind(model.matrix(~ 0 + id), X); R <- diag(n) - Z %*% solve(crossprod(Z)) %*% t(Z)
  t <- as.numeric(as.character(index(p)[[2]])); D <- NULL
  for (i in 2:n) if (id[i] == id[i - 1]) { v <- numeric(n); v[i] <- 1; if (t[i] == t[i - 1] + 1) v[i - 1] <- -1; D <- rbind(D, v) }
  q <- eigen(R %*% crossprod(D) %*% R, symmetric=TRUE)$values; q <- q[q > 1e-10]; b <- sum((D %*% e)^2) / sum(e^2)
  list(dataset=file, unit=unit, formula=paste(deparse(f), collapse=""), where=where, statistic=unname(dw$statistic), lmtest=dw$p.value,
    pValue=imhof(l - unname(dw$statistic)), bhargava=list(statistic=b, pValue=imhof(q - b))) }
R <- list(grunfeld=run("grunfeld.csv", "firm", inv ~ value + capital, quote(firm <= 4), "firm <= 4"),
  gaps=run("grunfeld_gaps.csv", "firm", inv ~ value + capital, quote(firm <= 4), "firm <= 4"),
  gasoline=run("gasoline.csv", "country", lgaspcar ~ lincomep + lrpmg + lcarpcap, quote(year >= 1974), "year >= 1974"),
  short=run("gasoline.csv", "country", lgaspcar ~ lincomep, quote(year >= 1976), "year >= 1976"))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17)), file.path(OUT, "panel", "durbinWatson.json"))
