# More reference values of dynamic panel GMM: published specifications, lag limits, collapsed instruments, both steps.
# Usage: Rscript gmm.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
named <- function(x) as.list(setNames(as.numeric(x), names(x)))
# The test of Arellano and Bond with the residuals of all equations in the influence of the coefficients. In the system
# plm's mtest leaves the levels out of it; in differences the two are the same.
mtest_all <- function(m, order, vv) {
  d <- lapply(m$residuals, function(r) seq_along(r) <= if (m$args$transformation == "ld") (length(r) - 1) / 2 else length(r))
  e <- mapply(function(r, k) r * k, m$residuals, d, SIMPLIFY=FALSE)
  l <- mapply(function(r, k) { n <- sum(k); x <- r * 0; if (n > order) x[(order + 1):n] <- r[seq_len(n - order)]; x }, m$residuals, d, SIMPLIFY=FALSE)
  X <- lapply(m$model, function(x) x[, -1, drop=FALSE]); A <- if (m$args$model == "onestep") m$A1 else m$A2
  dots <- mapply(function(a, b) sum(a * b), e, l); EX <- Reduce(`+`, mapply(crossprod, l, X, SIMPLIFY=FALSE)); XZ <- Reduce(`+`, mapply(crossprod, m$W, X, SIMPLIFY=FALSE))
  ZVE <- Reduce(`+`, mapply(function(w, r, s) crossprod(w, r) * s, m$W, m$residuals, dots, SIMPLIFY=FALSE))
  z <- sum(dots) / sqrt(sum(dots^2) - 2 * EX %*% vcov(m) %*% t(XZ) %*% A %*% ZVE + EX %*% vv %*% t(EX)); list(statistic=as.numeric(z), p=2 * pnorm(-abs(as.numeric(z)))) }
gm <- function(m) { v <- vcovHC(m); s <- sargan(m, "twosteps"); b <- coef(m)
  list(coefficients=named(b), standardErrors=named(setNames(sqrt(diag(v)), names(b))),
    sargan=list(statistic=unname(s$statistic), df=unname(s$parameter), p=unname(s$p.value)), m1=mtest_all(m, 1, v), m2=mtest_all(m, 2, v)) }
read <- function(f, i) pdata.frame(read.csv(file.path(DATA, f)), index=i)
uk <- read("empl_uk.csv", c("firm", "year")); cig <- read("cigar.csv", c("state", "year")); ls <- read("labor_supply.csv", c("id", "year"))
a1 <- log(emp) ~ lag(log(emp), 1:2) + lag(log(wage), 0:1) + lag(log(capital), 0:2) + lag(log(output), 0:2) | lag(log(emp), 2:99)
ab <- log(emp) ~ lag(log(emp), 1:2) + lag(log(wage), 0:1) + log(capital) + lag(log(output), 0:1) | lag(log(emp), 2:99)
bb <- log(emp) ~ lag(log(emp), 1) + lag(log(wage), 0:1) + lag(log(capital), 0:1) | lag(log(emp), 2:99) + lag(log(wage), 2:99) + lag(log(capital), 2:99)
b4 <- log(emp) ~ lag(log(emp), 1) + lag(log(wage), 0:1) + lag(log(capital), 0:1) | lag(log(emp), 2:4) + lag(log(wage), 2:3)
cg <- log(sales) ~ lag(log(sales), 1) + log(price) + log(ndi) | lag(log(sales), 2:4)
lb <- lnhr ~ lag(lnhr, 1) + lnwg + kids | lag(lnhr, 2:5)
run <- function(file, unit, f, p, ...) { m <- suppressWarnings(pgmm(f, p, ...)); a <- list(...)
  c(list(dataset=file, unit=unit, formula=sub("~", if (isTRUE(a$transformation == "ld" && a$effect == "individual")) "~ -1 +" else "~", paste(deparse(f, 500), collapse="")), effect=a$effect, steps=if (a$model == "twosteps") 2 else 1,
    collapse=isTRUE(a$collapse), system=identical(a$transformation, "ld")), gm(m)) }
R <- list()
for (model in c("onestep", "twosteps")) { k <- function(s) paste(s, model, sep=".")
  R[[k("a1")]] <- run("empl_uk.csv", "firm", a1, uk, effect="twoways", model=model)
  R[[k("ab.individual")]] <- run("empl_uk.csv", "firm", ab, uk, effect="individual", model=model)
  R[[k("bb.difference")]] <- run("empl_uk.csv", "firm", bb, uk, effect="twoways", model=model)
  R[[k("bb.limited")]] <- run("empl_uk.csv", "firm", b4, uk, effect="twoways", model=model)
  R[[k("bb.system")]] <- run("empl_uk.csv", "firm", bb, uk, effect="twoways", model=model, transformation="ld")
  R[[k("bb.system.collapsed")]] <- run("empl_uk.csv", "firm", bb, uk, effect="twoways", model=model, transformation="ld", collapse=TRUE)
  # without time effects plm gives the levels no constant: - 1
  R[[k("bb.system.individual")]] <- run("empl_uk.csv", "firm", b4, uk, effect="individual", model=model, transformation="ld")
  R[[k("cigar.collapsed")]] <- run("cigar.csv", "state", cg, cig, effect="individual", model=model, collapse=TRUE)
  R[[k("cigar.twoways")]] <- run("cigar.csv", "state", cg, cig, effect="twoways", model=model, collapse=TRUE)
  R[[k("labor.difference")]] <- run("labor_supply.csv", "id", lb, ls, effect="twoways", model=model)
  R[[k("labor.system")]] <- run("labor_supply.csv", "id", lb, ls, effect="twoways", model=model, transformation="ld") }
R$published <- list(source="Arellano and Bond (1991), table 4, column a1: Sargan 65.8 with 25 degrees of freedom", sargan=65.8, df=25)
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17), null="null", na="null"), file.path(OUT, "panel", "gmm.json"))
