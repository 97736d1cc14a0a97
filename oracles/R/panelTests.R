# Reference values of specification tests beyond panel.R: CIPS, panel Durbin-Watson, tests on pooled residuals, unbalanced
# panels with gaps, Baltagi-Li on unbalanced panels by dense matrices, two-way Hausman.
# Usage: Rscript panelTests.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, nlme, lmtest, jsonlite
suppressMessages({library(plm); library(nlme); library(lmtest); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
try0 <- function(e) tryCatch(suppressWarnings(suppressMessages(e)), error=function(err) list(error=conditionMessage(err)))
htest <- function(h) { if (!is.null(h$error)) return(h); list(statistic=as.numeric(h$statistic), df=as.numeric(h$parameter), pValue=if (length(h$p.value)) as.numeric(h$p.value) else NULL) }
specs <- list(
 grunfeld  = list(file="grunfeld.csv",  entity="firm",    time="year", f="inv ~ value + capital"),
 grunfeld_gaps = list(file="grunfeld_gaps.csv", entity="firm", time="year", f="inv ~ value + capital"),
 produc    = list(file="produc.csv",    entity="state",   time="year", f="log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp"),
 cigar     = list(file="cigar.csv",     entity="state",   time="year", f="log(sales) ~ log(price) + log(ndi) + log(cpi) + log(pimin)"),
 empl_uk   = list(file="empl_uk.csv",   entity="firm",    time="year", f="log(emp) ~ log(wage) + log(capital) + log(output)"),
 crime     = list(file="crime.csv",     entity="county",  time="year", f="lcrmrte ~ lprbarr + lprbconv + lprbpris + lavgsen + lpolpc"),
 fatalities= list(file="fatalities.csv",entity="state",   time="year", f="log(fatal/pop) ~ beertax + unemp + log(income)"))
# Lagrange multiplier test of Baltagi and Li for any panel: score and information at the ML estimates, dense matrices.
bl <- function(f, d, entity, time) {
  X <- model.matrix(f, d); y <- model.response(model.frame(f, d)); d$.id <- factor(d[[entity]]); d$.y <- y
  nll <- function(l, full=FALSE) { lam <- exp(l); A <- 0; b <- 0; ld <- 0
    V <- lapply(split(seq_along(y), d$.id), function(r) solve(diag(length(r)) + lam))
    for (r in split(seq_along(y), d$.id)) { W <- solve(diag(length(r)) + lam); A <- A + t(X[r,,drop=FALSE]) %*% W %*% X[r,,drop=FALSE]; b <- b + t(X[r,,drop=FALSE]) %*% W %*% y[r]; ld <- ld + log(1+length(r)*lam) }
    be <- solve(A, b); u <- y - X %*% be; q <- 0
    for (r in split(seq_along(y), d$.id)) q <- q + as.numeric(t(u[r]) %*% solve(diag(length(r)) + lam, u[r]))
    if (full) return(list(u=as.numeric(u), s2=q/length(y), lam=lam)); length(y)*log(q/length(y)) + ld }
  o <- optimize(nll, c(-6, 6), tol=1e-12); m <- nll(o$minimum, TRUE)
  # one Newton polish of the minimum by finite differences is not needed: the score in rho is flat in lambda there
  D <- 0; I <- matrix(0,3,3)
  for (r in split(seq_along(y), d$.id)) { r <- r[order(d[[time]][r])]; T <- length(r); tt <- d[[time]][r]
    G <- m$s2 * (abs(outer(tt, tt, "-")) == 1); O <- solve(m$s2*(diag(T) + m$lam)); P <- list(G, matrix(1,T,T), diag(T))
    D <- D + 0.5*(as.numeric(t(m$u[r]) %*% O %*% G %*% O %*% m$u[r]) - sum(diag(O %*% G)))
    for (a in 1:3) for (b in 1:3) I[a,b] <- I[a,b] + 0.5*sum(diag(O %*% P[[a]] %*% O %*% P[[b]])) }
  s <- D^2*solve(I)[1,1]; list(statistic=s, df=1, pValue=pchisq(s, 1, lower.tail=FALSE)) }
res <- list(source=c(R.version.string, paste("plm", packageVersion("plm"))))
for (id in names(specs)) { sp <- specs[[id]]; d <- read.csv(file.path(DATA, sp$file)); f <- as.formula(sp$f)
  p <- pdata.frame(d, index=c(sp$entity, sp$time)); gaps <- id == "grunfeld_gaps"
  pool <- plm(f,p,model="pooling"); fe1 <- plm(f,p); fe2 <- plm(f,p,effect="twoways"); fet <- plm(f,p,effect="time"); fd <- plm(f,p,model="fd"); T <- list()
  T$fTime <- htest(try0(pFtest(fet, pool))); T$wooldridgeTime <- htest(try0(pwtest(pool, effect="time")))
  for (ty in c("cd","sclm","lm")) T[[paste0("pooled.",ty)]] <- htest(try0(pcdtest(pool, test=ty)))
  for (ty in c("cd","sclm","lm","bcsclm")) T[[paste0("twoways.",ty)]] <- htest(try0(pcdtest(fe2, test=ty)))
  T$bnf <- htest(try0(pbnftest(fe1))); T$baltagiLi <- try0(bl(f, d, sp$entity, sp$time))
  # Breusch-Godfrey with lags inside units: an auxiliary regression by hand
  e <- residuals(fe1); X <- model.matrix(fe1); el <- lag(e, 1, shift="time"); el[is.na(el)] <- 0
  s <- { r <- lm.fit(cbind(X, as.numeric(el)), as.numeric(e))$residuals; length(e)*(1 - sum(r^2)/sum(e^2)) }; T$breuschGodfreyInside <- list(statistic=s, df=1, pValue=pchisq(s,1,lower.tail=FALSE))
  yf <- fe1$model[[1]]; fit <- as.numeric(X %*% coef(fe1)); yw <- fit + as.numeric(e)
  r0 <- sum(e^2); r1 <- sum(lm.fit(cbind(X, fit^2, fit^3), yw)$residuals^2); df2 <- df.residual(fe1)-2; s <- ((r0-r1)/2)/(r1/df2); T$resetWithin <- list(statistic=s, df=c(2,df2), pValue=pf(s,2,df2,lower.tail=FALSE))
  T$vifWithin <- as.list(diag(solve(cor(X)))); if (ncol(X)>1) { XX <- X; T$vifWithin <- as.list(setNames(sapply(seq_len(ncol(XX)), function(j) sum(XX[,j]^2)/sum(lm.fit(XX[,-j,drop=FALSE], XX[,j])$residuals^2)), colnames(XX))) }
  if (gaps) { T$fTestIndividual <- htest(pFtest(fe1,pool)); T$hausman <- htest(try0(phtest(fe1, plm(f,p,model="random"))))
    for (ty in c("bp","honda","kw","ghm")) T[[paste0("lm.",ty)]] <- htest(try0(plmtest(pool, effect="twoways", type=ty)))
    T$poolability <- htest(try0(pooltest(f, p, model="within"))); T$wooldridgeEffects <- htest(try0(pwtest(pool)))
    for (ty in c("cd","sclm","lm","bcsclm")) T[[paste0("within.",ty)]] <- htest(try0(pcdtest(fe1, test=ty)))
    T$koenker <- htest(bptest(f, data=d)) }
  y <- pmodel.response(pool); ok <- pdim(pool)$nT$T >= 10 && !gaps
  if (ok) for (ty in c("trend","drift")) T[[paste0("cips.",ty)]] <- htest(try0(cipstest(y, lags=1, type=ty)))
  res[[id]] <- T; cat(id, "ok\n") }
# unbalanced without gaps: the first years of some firms are left out
d <- read.csv(file.path(DATA, "grunfeld.csv")); d <- d[!(d$firm == 2 & d$year < 1937 | d$firm == 5 & d$year < 1940 | d$firm == 9 & d$year < 1942),]; p <- pdata.frame(d, index=c("firm","year"))
U <- list(); for (tt in c("ips","madwu","Pm","invnormal","logit")) for (ex in c("intercept","trend")) U[[paste(tt,ex,sep=".")]] <- htest(try0(purtest(p$inv, test=tt, exo=ex, lags=1)$statistic))
res$unbalancedUnitRoots <- U
writeLines(toJSON(res, auto_unbox=TRUE, digits=I(17), pretty=TRUE, na="null", null="null"), file.path(OUT, "specification_tests.json"))
