# Random effects by maximum likelihood with one effect and with two crossed ones, balanced panels and panels with gaps: the
# likelihood with the whole covariance matrix of the errors, its slopes solved by Newton; lme4's lmer(REML = FALSE) beside.
# Usage: Rscript crossedLikelihood.R DATA_DIR OUT_DIR   Packages: lme4 1.1-31, jsonlite
suppressMessages({library(lme4); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
named <- function(x) as.list(setNames(as.numeric(x), names(x)))
dummies <- function(v) outer(v, unique(v), "==") + 0
ml <- function(f, d, by) {
  X <- model.matrix(f, d); y <- model.response(model.frame(f, d)); n <- nrow(X)
  Z <- lapply(by, function(v) dummies(d[[v]])); ZZ <- lapply(Z, tcrossprod)
  at <- function(logs) {
    phi <- exp(logs); O <- diag(n); for (e in seq_along(by)) O <- O + phi[e] * ZZ[[e]]
    R <- chol(O); m <- lm.fit(backsolve(R, X, transpose=TRUE), backsolve(R, y, transpose=TRUE)); S <- sum(m$residuals^2)
    w <- backsolve(R, m$residuals); I <- chol2inv(R)
    g <- sapply(seq_along(by), function(e) phi[e] * (n / (2 * S) * sum(crossprod(Z[[e]], w)^2) - sum(I * ZZ[[e]]) / 2))
    list(g=g, l=-n / 2 * (log(2 * pi) + 1 + log(S / n)) - sum(log(diag(R))), s2=S / n, b=setNames(m$coefficients, colnames(X)),
         V=chol2inv(qr.R(m$qr)) * S / n) }
  r <- lmer(update(f, as.formula(paste(". ~ . +", paste0("(1 | ", by, ")", collapse=" + ")))), d, REML=FALSE,
            control=lmerControl(calc.derivs=FALSE, check.scaleX="ignore"))
  v <- VarCorr(r); phi <- sapply(by, function(u) v[[u]][1, 1]) / sigma(r)^2
  zero <- phi < 1e-8; keep <- by[!zero]
  if (any(zero)) { if (length(keep) == 0) return(NULL); q <- ml(f, d, keep); if (is.null(q)) return(NULL)
    q$variances[by[zero]] <- 0; q$variances <- q$variances[by]; q$lme4 <- as.numeric(logLik(r)); return(q) }
  p <- log(phi)
  for (i in 1:12) { h <- 1e-4; J <- sapply(seq_along(p), function(j) { e <- replace(0 * p, j, h); (at(p + e)$g - at(p - e)$g) / (2 * h) })
    s <- -solve(J, at(p)$g); p <- p + s; if (max(abs(s)) < 1e-12) break }
  m <- at(p); V <- m$V; dimnames(V) <- list(names(m$b), names(m$b))
  list(coefficients=named(m$b), vcov=list(names=rownames(V), values=unname(V)), idiosyncratic=m$s2,
       variances=named(setNames(exp(p) * m$s2, by)), logLik=m$l, lme4=as.numeric(logLik(r))) }
specs <- list(grunfeld=list("grunfeld.csv", "firm", "year", inv ~ value + capital),
  produc=list("produc.csv", "state", "year", log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp),
  empl_uk=list("empl_uk.csv", "firm", "year", log(emp) ~ log(wage) + log(capital) + log(output)),
  crime=list("crime.csv", "county", "year", lcrmrte ~ lprbarr + lprbconv),
  fatalities=list("fatalities.csv", "state", "year", log(fatal/pop) ~ beertax + unemp),
  gasoline=list("gasoline.csv", "country", "year", lgaspcar ~ lincomep + lrpmg + lcarpcap),
  rice_farms=list("rice_farms.csv", "id", "time", log(goutput) ~ log(seed) + log(size)))
R <- list()
for (id in names(specs)) { s <- specs[[id]]; d <- read.csv(file.path(DATA, s[[1]])); gap <- (seq_len(nrow(d)) * 7919) %% 101 < 25; M <- list()
  for (rows in c("all", "thinned")) for (e in c("individual", "time", "twoways")) {
    by <- list(individual=s[[2]], time=s[[3]], twoways=c(s[[2]], s[[3]]))[[e]]
    M[[paste(rows, e, sep=".")]] <- ml(s[[4]], if (rows == "all") d else d[!gap, ], by) }
  R[[id]] <- list(dataset=s[[1]], unit=s[[2]], time=s[[3]], formula=paste(deparse(s[[4]]), collapse=""), models=M) }
writeLines(toJSON(list(source=c(R.version.string, paste("lme4", packageVersion("lme4"))), panels=R), auto_unbox=TRUE, digits=I(17),
  null="null", na="null"), file.path(OUT, "panel", "crossedLikelihood.json"))
