# System GMM with a predetermined regressor by its definition: levels are instrumented by the change one lag before the first lag
# of the differences (Roodman 2009, xtabond2), here that of the same period. plm takes the change of the period before for every
# range of lags. One step, robust. Usage: Rscript gmmPredetermined.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
d <- read.csv(file.path(DATA, "empl_uk.csv")); d$n <- log(d$emp); d$w <- log(d$wage); d <- d[order(d$firm, d$year), ]; first <- min(d$year)
columns <- function(kind, v, from, to) if (kind == "d") do.call(rbind, lapply((first + 2):max(d$year), function(t) data.frame(v=v, t=t, lag=from:to))) else data.frame(v=v, t=(first + 1):max(d$year), lag=NA)
L <- rbind(columns("d", "n", 2, 5), columns("d", "w", 1, 3)); L <- L[L$t - L$lag >= first, ]; K <- rbind(columns("l", "n"), columns("l", "w")); back <- c(n=1, w=0)
parts <- lapply(split(d, d$firm), function(u) { at <- function(v, t) { r <- u[[v]][match(t, u$year)]; r }
  td <- u$year[!is.na(at("n", u$year - 2))]; tl <- u$year[!is.na(at("n", u$year - 1))]; D <- function(v, t) at(v, t) - at(v, t - 1)
  X <- rbind(cbind(D("n", td - 1), D("w", td)), cbind(at("n", tl - 1), at("w", tl))); y <- c(D("n", td), at("n", tl))
  zd <- sapply(seq_len(nrow(L)), function(j) ifelse(td == L$t[j], at(L$v[j], td - L$lag[j]), 0)); zl <- sapply(seq_len(nrow(K)), function(j) ifelse(tl == K$t[j], D(K$v[j], tl - back[[K$v[j]]]), 0))
  z0 <- function(m, n) { m <- matrix(m, n); m[is.na(m)] <- 0; m }; zd <- z0(zd, length(td)); zl <- z0(zl, length(tl))
  Z <- rbind(cbind(zd, matrix(0, length(td), nrow(K))), cbind(matrix(0, length(tl), nrow(L)), zl)); A <- matrix(0, length(td) + length(tl), length(unique(c(td, td - 1, tl)))); s <- sort(unique(c(td, td - 1, tl)))
  for (i in seq_along(td)) { A[i, match(td[i], s)] <- 1; A[i, match(td[i] - 1, s)] <- -1 }; for (i in seq_along(tl)) A[length(td) + i, match(tl[i], s)] <- 1
  list(X=X, y=y, Z=Z, H=tcrossprod(A)) })
Z <- do.call(rbind, lapply(parts, `[[`, "Z")); keep <- qr(Z, tol=1e-10); keep <- sort(keep$pivot[seq_len(keep$rank)]); sum_of <- function(f) Reduce(`+`, lapply(parts, f))
W <- solve(sum_of(function(p) { z <- p$Z[, keep]; t(z) %*% p$H %*% z })); ZX <- sum_of(function(p) crossprod(p$Z[, keep], p$X)); Zy <- sum_of(function(p) crossprod(p$Z[, keep], p$y))
B <- solve(t(ZX) %*% W %*% ZX); b <- drop(B %*% t(ZX) %*% W %*% Zy); S <- sum_of(function(p) tcrossprod(crossprod(p$Z[, keep], p$y - p$X %*% b))); V <- B %*% t(ZX) %*% W %*% S %*% W %*% ZX %*% B
m <- suppressWarnings(pgmm(log(emp) ~ lag(log(emp), 1) + log(wage) | lag(log(emp), 2:5) + lag(log(wage), 1:3), pdata.frame(d, index=c("firm", "year")), effect="individual", model="onestep", transformation="ld"))
writeLines(toJSON(list(dataset="empl_uk.csv", formula="log(emp) ~ -1 + l(log(emp), 1) + log(wage) | l(log(emp), 2:5) + l(log(wage), 1:3)", instruments=length(keep), coefficients=b, standardErrors=sqrt(diag(V)), plm=unname(coef(m))), auto_unbox=TRUE, digits=I(17)), file.path(OUT, "panel", "gmm_predetermined.json"))
