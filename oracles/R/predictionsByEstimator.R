# Rows that the estimate did not see, by estimators that are no regression on the rows: by hand from plm's coefficients or from lm.
# The last year of each panel is predicted. Usage: Rscript predictionsByEstimator.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
run <- function(file, unit, time, f) {
  d <- read.csv(file.path(DATA, file)); d <- d[order(d[[unit]], d[[time]]), ]; new <- d[[time]] == max(d[[time]]); s <- d[!new, ]; q <- d[new, ]
  p <- pdata.frame(s, index=c(unit, time)); X <- model.matrix(f, q); Xs <- model.matrix(f, s); y <- model.response(model.frame(f, s)); x <- colnames(X)[-1]
  R <- list()
  # between: lm on the means of the units
  m <- aggregate(data.frame(y=y, Xs[, -1, drop=FALSE], check.names=FALSE), list(u=s[[unit]]), mean); b <- lm(y ~ ., m[, -1])
  r <- predict(b, setNames(data.frame(X[, -1, drop=FALSE], check.names=FALSE), names(m)[-(1:2)]), se.fit=TRUE); R$between <- list(fitted=unname(r$fit), standardError=unname(r$se.fit))
  # first differences: the last row of the unit, plus lm on the changes, constant kept
  g <- split(seq_len(nrow(s)), s[[unit]]); D <- do.call(rbind, lapply(g, function(i) cbind(diff(y[i]), diff(Xs[i, -1, drop=FALSE])))); D <- setNames(data.frame(D), c("dy", paste0("x", seq_along(x))))
  l <- sapply(as.character(q[[unit]]), function(u) tail(g[[u]], 1)); Z <- setNames(data.frame(X[, -1, drop=FALSE] - Xs[l, -1, drop=FALSE]), names(D)[-1])
  r <- predict(lm(dy ~ ., D), Z, se.fit=TRUE, interval="prediction"); R$`first-difference` <- list(fitted=unname(r$fit[, 1] + y[l]), standardError=unname(r$se.fit), lower=unname(r$fit[, 2] + y[l]), upper=unname(r$fit[, 3] + y[l]))
  # correlated random effects: the means of the sample
  t <- attr(terms(f), "term.labels"); k <- coef(plm(update(f, as.formula(paste(". ~ . +", paste0("Between(", t, ")", collapse=" + ")))), p, model="random"))
  M <- sapply(x, function(v) ave(Xs[, v], s[[unit]]))[l, , drop=FALSE]; R$`correlated-random` <- list(fitted=unname(drop(cbind(X, M) %*% k)))
  # mean group: the regression of the unit
  r <- lapply(seq_len(nrow(q)), function(i) { o <- s[[unit]] == q[[unit]][i]; predict(lm(f, s[o, ]), q[i, ], se.fit=TRUE, interval="prediction") })
  R$`mean-group` <- list(fitted=sapply(r, function(v) v$fit[1]), standardError=sapply(r, function(v) unname(v$se.fit)), lower=sapply(r, function(v) v$fit[2]), upper=sapply(r, function(v) v$fit[3]))
  # fgls
  b <- coef(pggls(f, p, model="pooling")); R$`fgls.pooling` <- list(fitted=unname(drop(X %*% b)))
  w <- pggls(f, p, model="within"); b <- coef(w); a <- tapply(y - drop(Xs[, names(b), drop=FALSE] %*% b), s[[unit]], mean)
  R$`fgls.within` <- list(fitted=unname(drop(X[, names(b), drop=FALSE] %*% b) + a[as.character(q[[unit]])]))
  b <- coef(pggls(f, p, model="fd")); R$`fgls.first-difference` <- list(fitted=unname(y[l] + drop(as.matrix(cbind(1, Z)) %*% b)))
  # common correlated effects: every seventh row is left out instead, so that its year is known
  out <- seq_len(nrow(d)) %% 7 == 0; s <- d[!out, ]; q <- d[out, ]; X <- model.matrix(f, q); Xs <- model.matrix(f, s); y <- model.response(model.frame(f, s)); x <- colnames(X)[-1]
  H <- cbind(ave(y, s[[time]]), sapply(x, function(v) ave(Xs[, v], s[[time]])), 1); at <- match(q[[time]], s[[time]])
  one <- function(i) { o <- s[[unit]] == q[[unit]][i]; r <- qr.coef(qr(cbind(Xs[o, x, drop=FALSE], H[o, ])), y[o]); sum(r * c(X[i, x], H[at[i], ])) }
  R$`cce-mean-group` <- list(fitted=sapply(seq_len(nrow(q)), one))
  N <- lapply(unique(s[[unit]]), function(u) { o <- s[[unit]] == u; h <- qr(H[o, ]); list(x=qr.resid(h, Xs[o, x, drop=FALSE]), y=qr.resid(h, y[o])) })
  b <- qr.coef(qr(do.call(rbind, lapply(N, `[[`, "x"))), unlist(lapply(N, `[[`, "y")))
  R$`cce-pooled` <- list(fitted=sapply(seq_len(nrow(q)), function(i) { o <- s[[unit]] == q[[unit]][i]; g <- qr.coef(qr(H[o, ]), y[o] - Xs[o, x, drop=FALSE] %*% b); sum(X[i, x] * b) + sum(g * H[at[i], ]) }))
  list(dataset=file, unit=unit, time=time, formula=paste(deparse(f), collapse=""), rows=which(d[[time]] == max(d[[time]])), seventh=which(out), models=R) }
R <- list(grunfeld=run("grunfeld.csv", "firm", "year", inv ~ value + capital), cigar=run("cigar.csv", "state", "year", log(sales) ~ log(price) + log(ndi)))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "predictions_by_estimator.json"))
