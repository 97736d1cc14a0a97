# Reference values of covariances, joint tests and adjustments on data beyond those of panel.R.
# Usage: Rscript inference.R DATA_DIR OUT_DIR   Packages: plm, sandwich, clubSandwich, fixest 0.12.2, jsonlite
# gasoline.csv is plm's Gasoline; produc_located.csv adds R's state.center.
suppressMessages({library(plm); library(sandwich); library(clubSandwich); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]

prod <- read.csv(file.path(DATA, "produc.csv"), stringsAsFactors=FALSE)
keys <- unique(prod$state); names0 <- gsub(" ", "_", toupper(state.name)); pos <- match(sub("TENNESSE$", "TENNESSEE", keys), names0)
centre <- data.frame(state=keys, lon=state.center$x[pos], lat=state.center$y[pos])
stopifnot(!anyNA(centre)); prod <- merge(prod, centre, by="state", sort=FALSE); prod <- prod[order(prod$state, prod$year),]
write.csv(prod, file.path(DATA, "produc_located.csv"), row.names=FALSE)

mat <- function(m, keep) list(names=keep, values=unname(as.matrix(m[keep, keep, drop=FALSE])))
try0 <- function(e) tryCatch(suppressWarnings(suppressMessages(e)), error=function(err) list(error=conditionMessage(err)))
jack <- function(f, d, by, keep) { b <- coef(lm(f, d))[keep]; g <- unique(d[[by]]); B <- sapply(g, function(x) coef(lm(f, d[d[[by]] != x,]))[keep]); B <- matrix(B, nrow=length(keep)); D <- B - b; m <- D %*% t(D); dimnames(m) <- list(keep, keep); m }

all <- function(f, d, unit, time, keep) {
  d$.u <- factor(d[[unit]]); d$.t <- factor(d[[time]]); m <- lm(f, d); G <- nlevels(d$.u)
  V <- list(
    HC0=vcovHC(m,"HC0"), HC1=vcovHC(m,"HC1"), HC2=vcovHC(m,"HC2"), HC3=vcovHC(m,"HC3"), HC4=vcovHC(m,"HC4"),
    cluster.HC0=vcovCL(m, d$.u, type="HC0"), cluster.HC1=vcovCL(m, d$.u, type="HC1"),
    twoway.HC0=vcovCL(m, d[c('.u','.t')], type="HC0"), twoway.HC1=vcovCL(m, d[c('.u','.t')], type="HC1"),
    NW.auto=vcovPL(m, cluster=d$.u, order.by=as.integer(d$.t), aggregate=FALSE), NW.3=vcovPL(m, cluster=d$.u, order.by=as.integer(d$.t), aggregate=FALSE, lag=3),
    DK.auto=vcovPL(m, cluster=d$.u, order.by=as.integer(d$.t), aggregate=TRUE), DK.3=vcovPL(m, cluster=d$.u, order.by=as.integer(d$.t), aggregate=TRUE, lag=3),
    PC.pairwise=try0(vcovPC(m, cluster=d$.u, order.by=as.integer(d$.t), pairwise=TRUE)))
  V <- lapply(V, function(v) if (is.list(v)) v else mat(v, keep))
  J <- jack(f, d, unit, keep)
  C <- list(); for (ty in c("CR0","CR1","CR1S","CR2","CR3")) C[[ty]] <- try0({ v <- vcovCR(m, cluster=d$.u, type=ty); t <- coef_test(m, vcov=v, test="Satterthwaite", coefs=keep)
    w <- try0(Wald_test(m, constraints=constrain_zero(keep), vcov=v, test="HTZ"))
    list(standardErrors=setNames(as.list(t$SE), keep), df=setNames(as.list(t$df_Satt), keep), p=setNames(as.list(t$p_Satt), keep), htz=if (is.null(w$error)) list(F=w$Fstat, df1=w$df_num, df2=w$df_denom, p=w$p_val) else w) })
  list(n=nobs(m), coefficients=as.list(coef(m)[keep]), sandwich=V, jackknife=mat((G-1)/G*J, keep), clubSandwich=C)
}
gas <- read.csv(file.path(DATA, "gasoline.csv"), stringsAsFactors=FALSE); gk <- c("lincomep","lrpmg","lcarpcap")
lab <- read.csv(file.path(DATA, "labor_supply.csv")); lab <- lab[lab$id <= 30 & !(lab$id %% 7 == 0 & lab$year > 1985),]; lk <- c("lnwg","kids","disab")
R <- list(source=c(R.version.string, paste("sandwich", packageVersion("sandwich")), paste("clubSandwich", packageVersion("clubSandwich"))))
R$gasoline <- list(dataset="gasoline.csv", unit="country", time="year", formula="lgaspcar ~ lincomep + lrpmg + lcarpcap", where=NULL,
  pooling=all(lgaspcar ~ lincomep + lrpmg + lcarpcap, gas, "country", "year", gk),
  individual=all(lgaspcar ~ lincomep + lrpmg + lcarpcap + .u, gas, "country", "year", gk),
  twoways=all(lgaspcar ~ lincomep + lrpmg + lcarpcap + .u + .t, gas, "country", "year", gk))
R$labor_supply <- list(dataset="labor_supply.csv", unit="id", time="year", formula="lnhr ~ lnwg + kids + disab", where="id <= 30 & !(id in (7, 14, 21, 28) & year > 1985)",
  pooling=all(lnhr ~ lnwg + kids + disab, lab, "id", "year", lk),
  individual=all(lnhr ~ lnwg + kids + disab + .u, lab, "id", "year", lk),
  twoways=all(lnhr ~ lnwg + kids + disab + .u + .t, lab, "id", "year", lk))
# exact two-way scores on the unbalanced panel of Arellano and Bond (the dummy-variable model)
emp <- read.csv(file.path(DATA, "empl_uk.csv")); emp$.u <- factor(emp$firm); emp$.t <- factor(emp$year); ek <- c("log(wage)","log(capital)","log(output)")
me <- lm(log(emp) ~ log(wage) + log(capital) + log(output) + .u + .t, emp)
R$empl_uk <- list(CR0=mat(vcovCR(me, cluster=emp$.u, type="CR0"), ek), DK2=mat(vcovPL(me, cluster=emp$.u, order.by=as.integer(emp$.t), aggregate=TRUE, lag=2, adjust=FALSE), ek), NW2=mat(vcovPL(me, cluster=emp$.u, order.by=as.integer(emp$.t), aggregate=FALSE, lag=2, adjust=FALSE), ek))
# vcovBK(cluster="group") puts residuals at the wrong periods when the first unit lacks an early one; firms in the order of their first year avoid that
first <- tapply(emp$year, emp$firm, min); emp$order <- as.integer(factor(paste0(first[as.character(emp$firm)], sprintf("%04d", emp$firm))))
mb <- plm(log(emp) ~ log(wage) + log(capital) + log(output), pdata.frame(emp[c("order","year","emp","wage","capital","output")], index=c("order","year")), model="pooling")
R$empl_uk$BKgroup <- mat(vcovBK(mb), ek)
# Conley by its definition: uniform kernel, great circles, all pairs
conley <- function(m, lon, lat, km, keep) { X <- model.matrix(m); s <- X*resid(m); rad <- pi/180; h <- outer(lat, lat, function(a,b) sin((b-a)*rad/2)^2) + outer(cos(lat*rad), cos(lat*rad))*outer(lon, lon, function(a,b) sin((b-a)*rad/2)^2); d <- 2*6371.0088*asin(sqrt(h)); n <- nrow(X); M <- solve(crossprod(X)); V <- M %*% t(s) %*% (d <= km) %*% s %*% M; dimnames(V) <- list(colnames(X), colnames(X)); mat(V*(n-1)/(n-ncol(X)), keep) }
pk <- c("log(pcap)","log(pc)","log(emp)","unemp"); mp <- lm(log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp, prod)
R$conley <- list(km300=conley(mp, prod$lon, prod$lat, 300, pk), km800=conley(mp, prod$lon, prod$lat, 800, pk))
# two-way sums that are not positive semi-definite: with positive variances (left by fixest and sandwich), with negative ones (fixest repairs)
rice <- read.csv(file.path(DATA, "rice_farms.csv")); rk <- c("log(seed)","log(totlabor)","log(size)"); rf <- log(goutput) ~ log(seed) + log(totlabor) + log(size)
r1 <- rice[rice$region == "wargabinangun",]; r2 <- rice[rice$region == "sukaambit" & rice$time <= 3,]
R$not_psd <- list(positive=list(fixest=mat(vcov(fixest::feols(rf, r1), ~id+time), rk), sandwich=mat(vcovCL(lm(rf, r1), r1[c("id","time")], type="HC1"), rk)),
  negative=list(fixest=mat(vcov(fixest::feols(rf, r2), ~id+time), rk)))
p <- c(0.011, 0.02, 0.02, 0.6, 0.0004, 0.049, 1, 0.3)
R$adjust <- c(list(p=p), lapply(list(bonferroni="bonferroni", holm="holm", hochberg="hochberg", bh="BH", by="BY"), function(m) p.adjust(p, m)))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17), na="null", null="null"), file.path(OUT, "inference.json"))
cat("ok\n")
