# Random effects and Hausman-Taylor on unbalanced panels: rows i with (7919 i) mod 101 < 25 are left out of the data sets.
# Besides plm, which leaves sigma^2 out of the covariance of unbalanced two-way models, generalised least squares with the
# whole covariance matrix of the errors. Usage: Rscript unbalanced.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
named <- function(x) as.list(setNames(as.numeric(x), names(x)))
mat <- function(m) list(names=rownames(m), values=unname(as.matrix(m)))
read <- function(file) { d <- read.csv(file.path(DATA, file)); d[(seq_len(nrow(d)) * 7919) %% 101 >= 25, ] }
# GLS with Omega = s_nu I + s_id ZZ' + s_time WW'; rss and covariance as least squares of the transformed rows has them
gls <- function(f, d, unit, time, s2) {
  X <- model.matrix(f, d); y <- model.response(model.frame(f, d)); n <- nrow(X); O <- diag(n)
  same <- function(v) outer(d[[v]], d[[v]], "==")
  if (!is.na(s2["id"])) O <- O + s2[["id"]] / s2[["idios"]] * same(unit)
  if (!is.na(s2["time"])) O <- O + s2[["time"]] / s2[["idios"]] * same(time)
  R <- chol(O); Xs <- backsolve(R, X, transpose=TRUE); ys <- backsolve(R, y, transpose=TRUE); m <- lm.fit(Xs, ys)
  rss <- sum(m$residuals^2); V <- chol2inv(qr.R(m$qr)) * rss / (n - ncol(X)); dimnames(V) <- list(colnames(X), colnames(X))
  list(coefficients=named(setNames(m$coefficients, colnames(X))), vcov=mat(V), rss=rss, dfResidual=n - ncol(X)) }
# Nerlove with two effects: plm takes for a unit without the first period the effect of another one; here from dummies
nerlove <- function(f, d, unit, time) {
  m <- lm(update(f, as.formula(paste(". ~ . + factor(", unit, ") + factor(", time, ")"))), d); b <- coef(m)
  part <- function(v) { e <- c(0, b[grep(paste0("factor(", v, ")"), names(b), fixed=TRUE)]); k <- as.numeric(table(d[[v]])); l <- length(e)
    sum((e - weighted.mean(e, k))^2 * k / sum(k)) * l / (l - 1) }
  c(idios=sum(residuals(m)^2) / nrow(d), id=part(unit), time=part(time)) }
specs <- list(grunfeld=list("grunfeld.csv", "firm", "year", inv ~ value + capital),
  produc=list("produc.csv", "state", "year", log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp),
  cigar=list("cigar.csv", "state", "year", log(sales) ~ log(price) + log(ndi)),
  rice_farms=list("rice_farms.csv", "id", "time", log(goutput) ~ log(seed) + log(size)))
R <- list()
for (id in names(specs)) { s <- specs[[id]]; d <- read(s[[1]]); f <- s[[4]]; p <- pdata.frame(d, index=c(s[[2]], s[[3]])); M <- list()
  for (e in c("individual", "time", "twoways")) for (mt in c("swar", "walhus", "amemiya", "nerlove")) {
    m <- plm(f, p, model="random", effect=e, random.method=mt); s2 <- ercomp(m)$sigma2
    own <- e == "twoways" && mt == "nerlove"; if (own) s2 <- nerlove(f, d, s[[2]], s[[3]])
    r <- c(gls(f, d, s[[2]], s[[3]], s2), list(sigma2=named(s2)))
    if (!own) r$plm <- list(coefficients=named(coef(m)), vcov=mat(vcov(m)), unscaled=e == "twoways")
    M[[paste(e, mt, sep=".")]] <- r }
  R[[id]] <- list(dataset=s[[1]], unit=s[[2]], time=s[[3]], formula=paste(deparse(f), collapse=""), rows=nrow(d), models=M) }
# Hausman-Taylor with theta_i of each unit and the harmonic mean of T_i (plm puts the number of all periods for both)
ht <- function(d, y, x1, x2, z1, z2, star) {
  u <- d$id; B <- function(M) apply(as.matrix(M), 2, function(v) ave(v, u)); W <- function(M) as.matrix(M) - B(M)
  X <- as.matrix(d[, c(x1, x2)]); Z <- cbind("(Intercept)"=1, as.matrix(d[, c(z1, z2)])); Y <- as.matrix(d[, y, drop=FALSE])
  tsls <- function(y, X, A) { P <- qr.fitted(qr(A), X); b <- qr.coef(qr(P), y); list(b=b, P=P, e=y - X %*% b) }
  w <- lm.fit(W(X), W(Y)); n <- nrow(d); N <- length(unique(u)); s2 <- sum(w$residuals^2) / (n - N)
  g <- B(Y - X %*% w$coefficients); A <- cbind(1, as.matrix(d[, c(x1, z1)])); e <- tsls(g, Z, A)$e
  T <- table(u); s1 <- (sum(e^2) / N - s2) * mean(1 / T); th <- as.numeric(1 - 1 / sqrt(1 + T[as.character(u)] * s1 / s2)); tr <- function(M) as.matrix(M) - th * B(M)
  every <- function(v) sapply(sort(unique(d$year)), function(t) { a <- tapply(ifelse(d$year == t, v, 0), u, sum); a[as.character(u)] })
  I <- cbind(W(X), B(d[, x1]), as.matrix(cbind(1, d[, z1]))); for (v in star) I <- cbind(I, every(W(d[, v])))
  q <- tsls(tr(Y), tr(cbind(X, Z)), I); rss <- sum(q$e^2); k <- ncol(q$P); V <- solve(crossprod(q$P)) * rss / (n - k); b <- setNames(as.numeric(q$b), c(x1, x2, colnames(Z)))
  dimnames(V) <- list(names(b), names(b)); list(coefficients=named(b), vcov=mat(V), sigma2=list(idios=s2, id=s1), rss=rss) }
w <- read("wages.csv"); for (v in c("smsa", "married", "union", "black")) w[[v]] <- as.numeric(w[[v]] == "yes"); w$female <- as.numeric(w$sex == "female")
H <- list(); x1 <- c("wks", "smsa"); x2 <- c("exp", "union", "married"); z1 <- c("female", "black")
for (how in list(c("hausman-taylor"), c("amemiya-macurdy", x1), c("breusch-mizon-schmidt", x1, x2))) H[[how[1]]] <- ht(w, "lwage", x1, x2, z1, "ed", how[-1])
R$wages <- list(dataset="wages.csv", unit="id", time="year", rows=nrow(w), formula="lwage ~ wks + smsa + exp + union + married + sex + black + ed | wks + smsa + sex + black | exp + union + married", hausmanTaylor=H)
writeLines(toJSON(c(list(source=c(R.version.string, paste("plm", packageVersion("plm")))), R), auto_unbox=TRUE, digits=I(17), null="null", na="null"), file.path(OUT, "panel", "unbalanced.json"))
