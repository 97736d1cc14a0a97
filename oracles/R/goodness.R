# The R2 block by its definitions: shares of variance by lm with dummies, squared correlations as in Stata's xtreg.
# Usage: Rscript goodness.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
specs <- list(
 grunfeld  = list("firm", "inv ~ value + capital"), grunfeld_gaps = list("firm", "inv ~ value + capital"),
 produc    = list("state", "log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp"),
 cigar     = list("state", "log(sales) ~ log(price) + log(ndi) + log(cpi) + log(pimin)"),
 empl_uk   = list("firm", "log(emp) ~ log(wage) + log(capital) + log(output)"),
 crime     = list("county", "lcrmrte ~ lprbarr + lprbconv + lprbpris + lavgsen + lpolpc"),
 fatalities= list("state", "log(fatal/pop) ~ beertax + unemp + log(income)"))
res <- list(source=c(R.version.string, paste("plm", packageVersion("plm"))))
for (id in names(specs)) { u <- specs[[id]][[1]]; f <- as.formula(specs[[id]][[2]]); d <- read.csv(file.path(DATA, paste0(id, ".csv"))); d$.u <- factor(d[[u]]); d$.t <- factor(d$year)
  mf <- model.frame(f, d); y <- model.response(mf); X <- model.matrix(f, d)[,-1,drop=FALSE]; p <- pdata.frame(d, index=c(u,"year")); dm <- function(v) v - ave(v, d$.u); mn <- function(v) tapply(v, d$.u, mean)
  cors <- function(b) { b <- b[colnames(X)]; b[is.na(b)] <- 0; xb <- as.numeric(X %*% b); list(betweenCorrelation=cor(mn(y), mn(xb))^2, overallCorrelation=cor(y, xb)^2, withinCorrelation=cor(dm(y), dm(xb))^2) }
  out <- list()
  for (m in c("pooling","between","fd")) out[[m]] <- cors(coef(plm(f, p, model=m)))
  for (m in c("swar","walhus","amemiya","nerlove")) { r <- tryCatch(suppressWarnings(cors(coef(plm(f, p, model="random", random.method=m)))), error=function(e) NULL); if (!is.null(r)) out[[paste0("random.", m)]] <- r }
  for (e in c("individual","time","twoways")) { D <- switch(e, individual=~.u, time=~.t, twoways=~.u+.t)
    full <- lm(update(f, as.formula(paste(". ~", as.character(D)[2], "+ X"))), d); names(full$coefficients) <- sub("^X", "", names(coef(full))); fe <- lm(update(f, as.formula(paste(". ~", as.character(D)[2]))), d); s <- summary(full)
    w <- 1 - sum(resid(full)^2)/sum(resid(fe)^2); k <- ncol(X); out[[paste0("within.", e)]] <- c(list(full=s$r.squared, adjusted=s$adj.r.squared, fixedEffectsOnly=summary(fe)$r.squared, within=w, adjustedWithin=1-(1-w)*df.residual(fe)/df.residual(full)), cors(coef(full))) }
  res[[id]] <- out }
writeLines(toJSON(res, auto_unbox=TRUE, digits=I(17), pretty=TRUE), file.path(OUT, "goodness.json"))
