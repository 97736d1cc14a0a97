# Reference values of the estimators beyond panel.R: correlated random effects, random effects by maximum likelihood, mean
# group, common correlated effects, feasible GLS in all its forms, Hausman-Taylor and its sisters, dynamic GMM, Poisson.
# Usage: Rscript estimators.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, nlme 3.1-162, jsonlite
suppressMessages({library(plm); library(nlme); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
g <- function(n, p) { e <- new.env(); data(list=n, package=p, envir=e); e[[n]] }
w <- function(d, f) write.csv(d, file.path(DATA, f), row.names=FALSE, quote=FALSE, na="")
w(g("Gasoline", "plm"), "gasoline.csv")
rice <- g("RiceFarms", "plm"); rice$time <- ave(rice$id, rice$id, FUN=seq_along)
w(rice[, c("id", "time", "size", "seed", "totlabor", "goutput", "region")], "rice_farms.csv")
named <- function(x) as.list(setNames(as.numeric(x), names(x)))
mat <- function(m) list(names=rownames(m), values=unname(as.matrix(m)))
fit <- function(m) list(coefficients=named(coef(m)), vcov=mat(vcov(m)))
try0 <- function(e) tryCatch(suppressWarnings(e), error=function(err) list(error=conditionMessage(err)))
# common correlated effects by QR: plm forms I - H(H'H)^-1 H' and inverts X'MX, which costs up to 7 of the 16 digits
cce <- function(f, p, unit, time) {
  X <- model.matrix(f, p)[, -1, drop=FALSE]; y <- model.response(model.frame(f, p)); u <- p[[unit]]; t <- as.character(p[[time]])
  H <- cbind(1, apply(cbind(y, X), 2, function(v) ave(as.numeric(v), t))); k <- ncol(X); U <- unique(as.character(u)); n <- length(U)
  B <- matrix(0, k, n); MX <- NULL; My <- NULL; A <- list()
  for (i in seq_len(n)) { r <- which(as.character(u) == U[i]); q <- qr(H[r, ]); mx <- qr.resid(q, X[r, , drop=FALSE]); my <- qr.resid(q, as.numeric(y[r]))
    v <- svd(mx); keep <- v$d > 1e-9 * v$d[1] # the shortest solution where the unit has too few periods
    if (q$rank >= length(r)) stop("nothing is left of a unit")
    B[, i] <- v$v[, keep, drop=FALSE] %*% (crossprod(v$u[, keep, drop=FALSE], my) / v$d[keep]); A[[i]] <- crossprod(mx); MX <- rbind(MX, mx); My <- c(My, my) }
  D <- B - rowMeans(B); S <- chol2inv(qr.R(qr(MX))); M <- Reduce(`+`, lapply(seq_len(n), function(i) { a <- A[[i]] %*% D[, i]; a %*% t(a) }))
  nm <- colnames(X); V <- tcrossprod(D) / (n * (n - 1)); P <- n / (n - 1) * S %*% M %*% S; dimnames(V) <- dimnames(P) <- list(nm, nm)
  list(mg=list(coefficients=named(setNames(rowMeans(B), nm)), vcov=mat(V)),
       p=list(coefficients=named(setNames(qr.coef(qr(MX), My), nm)), vcov=mat(P))) }
specs <- list(
  list(file="grunfeld.csv",   unit="firm",    time="year", f="inv ~ value + capital"),
  list(file="produc.csv",     unit="state",   time="year", f="log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp"),
  list(file="cigar.csv",      unit="state",   time="year", f="log(sales) ~ log(price) + log(ndi)"),
  list(file="empl_uk.csv",    unit="firm",    time="year", f="log(emp) ~ log(wage) + log(capital) + log(output)"),
  list(file="crime.csv",      unit="county",  time="year", f="lcrmrte ~ lprbarr + lprbconv"),
  list(file="fatalities.csv", unit="state",   time="year", f="log(fatal/pop) ~ beertax + unemp"),
  list(file="gasoline.csv",   unit="country", time="year", f="lgaspcar ~ lincomep + lrpmg + lcarpcap"),
  list(file="rice_farms.csv", unit="id",      time="time", f="log(goutput) ~ log(seed) + log(size)"))
R <- list()
for (sp in specs) {
  d <- read.csv(file.path(DATA, sp$file)); f <- as.formula(sp$f)
  p <- pdata.frame(d, index=c(sp$unit, sp$time)); x <- attr(terms(f), "term.labels"); E <- list()
  # Mundlak: random effects with the unit means beside the regressors
  b <- update(f, as.formula(paste(". ~ . +", paste0("Between(", x, ")", collapse=" + "))))
  E$`correlated-random` <- try0(fit(plm(b, p, model="random")))
  # maximum likelihood; the covariance is sigma^2 (X' Omega^-1 X)^-1 with the ML sigma^2 (lme's own has (n/(n-k)) more)
  for (by in c("unit", "time")) E[[paste0("ml.", by)]] <- try0({
    m <- lme(f, random=as.formula(paste("~ 1 |", sp[[by]])), data=d, method="ML",
             control=lmeControl(opt="optim", msMaxIter=1000, tolerance=1e-12, msTol=1e-14, reltol=1e-14))
    s2 <- m$sigma^2; s2u <- as.numeric(VarCorr(m)[1, 1])
    list(coefficients=named(fixef(m)), vcov=mat(vcov(m)), idiosyncratic=s2, effect=s2u, logLik=as.numeric(logLik(m))) })
  E$`mean-group` <- try0(fit(pmg(f, p, model="mg")))
  E$`cce-mean-group` <- try0(fit(pcce(f, p, model="mg")))
  E$`cce-pooled` <- try0(fit(pcce(f, p, model="p")))
  q <- try0(cce(f, d, sp$unit, sp$time)); E$`cce-mean-group.qr` <- if (is.null(q$error)) q$mg else q; E$`cce-pooled.qr` <- if (is.null(q$error)) q$p else q
  for (m in c("within", "pooling", "fd")) for (eff in c("individual", "time"))
    if (!(m == "fd" && eff == "time")) E[[paste("fgls", m, eff, sep=".")]] <- try0(fit(pggls(f, p, model=m, effect=eff)))
  R[[sub(".csv", "", sp$file)]] <- list(dataset=sp$file, unit=sp$unit, time=sp$time, formula=sp$f, balanced=is.pbalanced(p),
    minT=min(pdim(p)$Tint$Ti), n=pdim(p)$nT$n, T=pdim(p)$nT$T, models=E)
}
Q <- list() # the formulas of panel.R again, for common correlated effects by QR
for (id in c("grunfeld", "produc", "crime", "empl_uk", "fatalities")) { r <- fromJSON(file.path(OUT, "panel", paste0(id, ".json")))
  f <- as.formula(r$formula); d <- read.csv(file.path(DATA, r$dataset))
  q <- try0(cce(f, d, r$entity, r$time)); Q[[id]] <- if (is.null(q$error)) q$mg else q }
writeLines(toJSON(list(source=c(R.version.string, paste("plm", packageVersion("plm")), paste("nlme", packageVersion("nlme"))),
  panels=R, reference=Q), auto_unbox=TRUE, digits=I(17), null="null", na="null"), file.path(OUT, "panel", "estimators.json"))
