# Rows that the estimate did not see, by estimators that are no regression on the rows: by hand from plm's coefficients or from lm.
# The last year of each panel is predicted. Usage: Rscript predictionsByEstimator.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
# x'b and the interval of y - x'b where the errors of the sample have the covariance s2 * Om and share s2 * C with those of the rows.
spread <- function(X, Om, x, C, tot, s2, q, XO=solve(Om, X)) { B <- solve(crossprod(X, XO)); h <- rowSums((x %*% B) * x)
  list(standardError=sqrt(s2 * h), half=q * sqrt(s2 * (tot + h - 2 * colSums(t(x %*% B) * crossprod(XO, C))))) }
interval <- function(fit, r) list(fitted=fit, standardError=unname(r$standardError), lower=unname(fit - r$half), upper=unname(fit + r$half))
# Error components of plm with everything dense.
components <- function(m, X, x, s, q, unit, time) { v <- ercomp(m)$sigma2; one <- function(g) { e <- if (g == unit) v["id"] else v["time"]; if (is.na(e)) 0 else e / v["idios"] }
  Om <- diag(nrow(X)); C <- matrix(0, nrow(X), nrow(x)); tot <- 1
  for (g in c(unit, time)) { Om <- Om + one(g) * outer(s[[g]], s[[g]], `==`); C <- C + one(g) * outer(s[[g]], q[[g]], `==`); tot <- tot + one(g) }
  # plm's own deviance is that of the rows where two-way panels are unbalanced, and its covariance lacks the scale there.
  y <- model.response(model.frame(m)); b <- solve(crossprod(X, solve(Om, X)), crossprod(X, solve(Om, y))); stopifnot(all.equal(unname(drop(b)), unname(coef(m))))
  e <- y - X %*% b; df <- nrow(X) - ncol(X); interval(unname(drop(x %*% b)), spread(X, Om, x, C, tot, sum(e * solve(Om, e)) / df, qt(.975, df))) }
run <- function(file, unit, time, f, every=7) {
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
  t <- attr(terms(f), "term.labels"); k <- plm(update(f, as.formula(paste(". ~ . +", paste0("Between(", t, ")", collapse=" + ")))), p, model="random")
  M <- sapply(x, function(v) ave(Xs[, v], s[[unit]])); R$`correlated-random` <- components(k, cbind(Xs, M), cbind(X, M[l, , drop=FALSE]), s, q, unit, time)
  # random effects
  R$random <- components(plm(f, p, model="random"), Xs, X, s, q, unit, time)
  # mean group: the regression of the unit
  r <- lapply(seq_len(nrow(q)), function(i) { o <- s[[unit]] == q[[unit]][i]; predict(lm(f, s[o, ]), q[i, ], se.fit=TRUE, interval="prediction") })
  R$`mean-group` <- list(fitted=sapply(r, function(v) v$fit[1]), standardError=sapply(r, function(v) unname(v$se.fit)), lower=sapply(r, function(v) v$fit[2]), upper=sapply(r, function(v) v$fit[3]))
  # fgls
  m <- pggls(f, p, model="pooling"); b <- coef(m); R$`fgls.pooling` <- list(fitted=unname(drop(X %*% b)), standardError=unname(sqrt(rowSums((X %*% vcov(m)) * X))))
  w <- pggls(f, p, model="within"); b <- coef(w); a <- tapply(y - drop(Xs[, names(b), drop=FALSE] %*% b), s[[unit]], mean)
  R$`fgls.within` <- list(fitted=unname(drop(X[, names(b), drop=FALSE] %*% b) + a[as.character(q[[unit]])]))
  m <- pggls(f, p, model="fd"); b <- coef(m); Z <- as.matrix(cbind(1, Z)); R$`fgls.first-difference` <- list(fitted=unname(y[l] + drop(Z %*% b)), standardError=unname(sqrt(rowSums((Z %*% vcov(m)) * Z))))
  # every seventh row (or eleventh) is left out instead, so that its year is known
  out <- seq_len(nrow(d)) %% every == 0; s <- d[!out, ]; q <- d[out, ]; X <- model.matrix(f, q); Xs <- model.matrix(f, s); y <- model.response(model.frame(f, s)); x <- colnames(X)[-1]
  p <- pdata.frame(s, index=c(unit, time)); S <- list()
  S$random.twoways <- components(plm(f, p, model="random", effect="twoways"), Xs, X, s, q, unit, time)
  # fgls: the covariance over time of the residuals of least squares, units with gaps included
  e <- resid(lm(f, s)); T <- sort(unique(s[[time]])); W <- sapply(T, function(a) sapply(T, function(b) mean(unlist(lapply(split(data.frame(e=e, t=s[[time]]), s[[unit]]), function(g) g$e[g$t == a] * g$e[g$t == b])))))
  i <- match(s[[time]], T); j <- match(q[[time]], T); Om <- outer(s[[unit]], s[[unit]], `==`) * W[i, i]; C <- outer(s[[unit]], q[[unit]], `==`) * W[i, j]
  if (min(eigen(W)$values) > 1e-8 * max(W)) S$fgls.pooling <- interval(unname(drop(X %*% solve(crossprod(Xs, solve(Om, Xs)), crossprod(Xs, solve(Om, y))))), spread(Xs, Om, X, C, diag(W)[j], 1, qnorm(.975)))
  # common correlated effects: the regression of the unit, or of all with loadings of each unit, averages as given
  H <- cbind(ave(y, s[[time]]), sapply(x, function(v) ave(Xs[, v], s[[time]])), 1); at <- match(q[[time]], s[[time]])
  r <- sapply(seq_len(nrow(q)), function(i) { o <- s[[unit]] == q[[unit]][i]; D <- data.frame(y=y[o], a=cbind(Xs[o, x, drop=FALSE], H[o, ])); n <- data.frame(a=cbind(X[i, x, drop=FALSE], H[at[i], , drop=FALSE])); v <- setdiff(names(D), "y"); names(n) <- v
    k <- predict(lm(y ~ . - 1, D), n, se.fit=TRUE, interval="prediction"); c(k$fit[1, ], k$se.fit) })
  S$`cce-mean-group` <- list(fitted=r[1, ], standardError=r[4, ], lower=r[2, ], upper=r[3, ])
  U <- function(g, h) do.call(cbind, lapply(unique(s[[unit]]), function(u) h * (g == u))); k <- length(x); A <- cbind(Xs[, x, drop=FALSE], U(s[[unit]], H)); N <- cbind(X[, x, drop=FALSE], U(q[[unit]], H[at, ]))
  b <- qr.coef(qr(A), y); s2 <- sum((y - A %*% b)^2) / (nrow(A) - ncol(A)); h <- colSums(forwardsolve(t(qr.R(qr(A))), t(N))^2); half <- qt(.975, nrow(A) - ncol(A)) * sqrt(s2 * (1 + h)); v <- unname(drop(N %*% b))
  S$`cce-pooled` <- list(fitted=v, standardError=sqrt(s2 * h), lower=v - half, upper=v + half)
  list(dataset=file, unit=unit, time=time, formula=paste(deparse(f), collapse=""), rows=which(d[[time]] == max(d[[time]])), scattered=which(out), models=R, modelsOfScattered=S) }
R <- list(grunfeld=run("grunfeld.csv", "firm", "year", inv ~ value + capital), cigar=run("cigar.csv", "state", "year", log(sales) ~ log(price) + log(ndi)),
  fatalities=run("fatalities.csv", "state", "year", log(fatal/pop) ~ unemp, every=11))
# Hausman-Taylor: instruments by hand, the covariance of what the row shares with its unit by the sums of the projected regressors.
taylor <- function() {
  w <- read.csv(file.path(DATA, "wages.csv")); for (v in c("bluecol","south","smsa","married","union","black")) w[[v]] <- as.numeric(w[[v]] == "yes"); w$female <- as.numeric(w$sex == "female")
  w <- w[order(w$id, w$year), ]; new <- w$year == max(w$year) & w$id <= 60; s <- w[w$year < max(w$year), ]; q <- w[new, ]; p <- pdata.frame(s, index=c("id", "year"))
  m <- suppressWarnings(plm(lwage ~ bluecol+south+smsa+ind+exp+wks+married+union+female+black+ed | bluecol+south+smsa+ind+female+black | exp+wks+married+union, p, random.method="ht", model="random", inst.method="baltagi"))
  f <- ~ bluecol+south+smsa+ind+exp+wks+married+union+female+black+ed; X <- model.matrix(f, s); x <- model.matrix(f, q); v <- ercomp(m)$sigma2; r <- v["id"] / v["idios"]; theta <- 1 - 1 / sqrt(1 + 6 * r)
  mean_of <- function(z) ave(z, s$id); P <- apply(X, 2, mean_of); Q <- X - P; S <- X - theta * P; e <- c("bluecol","south","smsa","ind","female","black")
  W <- cbind(Q[, c("bluecol","south","smsa","ind","exp","wks","married","union")], P[, c("(Intercept)", e)]); H <- qr.fitted(qr(W), S); B <- solve(crossprod(H)); b <- coef(m)[colnames(X)]
  u <- s$lwage - X %*% b; s2 <- sum((u - theta * mean_of(u))^2) / (nrow(X) - ncol(X)); h <- rowSums((x %*% B) * x); C <- r * (1 - theta) * rowsum(H, s$id)[as.character(q$id), ]
  list(dataset="wages.csv", formula="lwage ~ bluecol+south+smsa+ind+exp+wks+married+union+female+black+ed | bluecol+south+smsa+ind+female+black | exp+wks+married+union",
    ids=60, fields=interval(unname(drop(x %*% b)), list(standardError=sqrt(s2 * h), half=qt(.975, nrow(X) - ncol(X)) * sqrt(s2 * (1 + r + h - 2 * rowSums((x %*% B) * C)))))) }
writeLines(toJSON(taylor(), auto_unbox=TRUE, digits=I(17)), file.path(OUT, "panel", "predictions_hausman_taylor.json"))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "predictions_by_estimator.json"))
