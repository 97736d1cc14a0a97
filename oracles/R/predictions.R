# Fitted values with standard errors, prediction intervals, and fixed effects with standard errors: lm with dummies.
# Usage: Rscript predictions.R DATA_DIR OUT_DIR   Packages: stats, jsonlite
suppressMessages(library(jsonlite))
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
run <- function(file, unit, f, effects, weights=NULL) {
  d <- read.csv(file.path(DATA, file)); d$w <- if (is.null(weights)) 1 else d[[weights]]
  first <- if (length(effects)) sprintf("0 + factor(%s)", effects[1]) else character()
  m <- lm(as.formula(paste(f, paste(c("", first, sprintf("factor(%s)", effects[-1])), collapse=" + "))), d, weights=w)
  p <- suppressWarnings(predict(m, se.fit=TRUE, interval="prediction", weights=d$w)); s <- summary(m)$coefficients
  e <- lapply(effects, function(x) { r <- s[grep(paste0("factor(", x, ")"), rownames(s), fixed=TRUE), , drop=FALSE]
    list(values=as.list(setNames(r[, 1], sub(".*\\)", "", rownames(r)))), standardErrors=as.list(setNames(r[, 2], sub(".*\\)", "", rownames(r))))) })
  list(dataset=file, unit=unit, weights=weights, formula=paste(f, if (length(effects)) paste("|", paste(effects, collapse=" + ")) else ""),
    fitted=unname(p$fit[, 1]), standardError=unname(p$se.fit), lower=unname(p$fit[, 2]), upper=unname(p$fit[, 3]), effects=setNames(e, effects)) }
R <- list(pooled=run("grunfeld.csv", "firm", "inv ~ value + capital", character()), oneway=run("grunfeld.csv", "firm", "inv ~ value + capital", "firm"),
  twoways=run("grunfeld.csv", "firm", "inv ~ value + capital", c("firm", "year")), weighted=run("fatalities.csv", "state", "log(fatal/pop) ~ beertax + unemp", c("state", "year"), "pop"))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "predictions.json"))
# Rows that the estimate did not see: the last years, the third year of each firm, or every ninth row. `f` is what lm or glm
# fits, `ours` the same with fixed effects swept out; instruments by their formula, on all dummies.
fresh <- function(file, unit, f, ours, out, family=NULL, z=NULL) {
  d <- read.csv(file.path(DATA, file)); new <- eval(parse(text=out), d); s <- d[!new, ]; q <- d[new, ]
  m <- if (is.null(family)) lm(f, s) else glm(f, family, s, control=glm.control(epsilon=1e-15, maxit=100))
  p <- if (!is.null(family)) { r <- predict(m, q, type="response", se.fit=TRUE); list(fit=cbind(r$fit), se.fit=r$se.fit) } else predict(m, q, se.fit=TRUE, interval="prediction")
  if (!is.null(z)) { X <- model.matrix(f, s); Z <- model.matrix(z, s); y <- model.response(m$model); H <- qr.fitted(qr(Z), X); A <- solve(crossprod(H)); b <- A %*% crossprod(H, y)
    s2 <- sum((y - X %*% b)^2) / (nrow(X) - ncol(X)); x <- model.matrix(delete.response(terms(m)), q, xlev=m$xlevels); h <- rowSums((x %*% A) * x); t <- qt(.975, nrow(X) - ncol(X)); v <- drop(x %*% b); r <- t * sqrt(s2 * (1 + h))
    p <- list(fit=cbind(v, v - r, v + r), se.fit=sqrt(s2 * h)) }
  list(dataset=file, unit=unit, formula=ours, rows=which(new), poisson=!is.null(family), fitted=unname(p$fit[, 1]), standardError=unname(p$se.fit),
    lower=if (is.null(family)) unname(p$fit[, 2]), upper=if (is.null(family)) unname(p$fit[, 3])) }
ninth <- "seq_along(year) %% 9 == 0"; tenth <- "seq_along(year) %% 10 == 0"
N <- list(pooled=fresh("grunfeld.csv", "firm", inv ~ value + capital, "inv ~ value + capital", "year >= 1950"),
  oneway=fresh("grunfeld.csv", "firm", inv ~ value + capital + factor(firm), "inv ~ value + capital | firm", "year >= 1950"),
  twoways=fresh("grunfeld.csv", "firm", inv ~ log(value) + I(capital^2) + factor(firm) + factor(year), "inv ~ log(value) + I(capital^2) | firm + year", ninth),
  poly=fresh("grunfeld.csv", "firm", inv ~ poly(value, 2) + capital + factor(firm), "inv ~ poly(value, 2) + capital | firm", ninth),
  slopes=fresh("grunfeld.csv", "firm", inv ~ value + factor(firm) * capital, "inv ~ value | firm[capital]", "year >= 1950"),
  slopesOnly=fresh("grunfeld.csv", "firm", inv ~ value + factor(firm):capital, "inv ~ value | firm[[capital]]", ninth),
  slopesTwoways=fresh("grunfeld.csv", "firm", inv ~ value + factor(firm) * log(capital) + factor(year), "inv ~ value | firm[log(capital)] + year", ninth),
  slopesOfTwo=fresh("fatalities.csv", "state", log(fatal) ~ beertax + factor(state) * (unemp + log(income)) + factor(year):log(miles), "log(fatal) ~ beertax | state[unemp, log(income)] + year[[log(miles)]]", tenth),
  poisson=fresh("fatalities.csv", "state", fatal ~ beertax + log(income) + factor(state) + factor(year), "fatal ~ beertax + log(income) | state + year", tenth, family=poisson),
  poissonSlopes=fresh("fatalities.csv", "state", fatal ~ beertax + factor(state) * unemp, "fatal ~ beertax | state[unemp]", tenth, family=poisson),
  instruments=fresh("fatalities.csv", "state", log(fatal) ~ unemp + beertax, "log(fatal) ~ unemp | beertax ~ log(income) + log(miles)", tenth, z=~ unemp + log(income) + log(miles)),
  instrumentsTwoways=fresh("fatalities.csv", "state", log(fatal) ~ unemp + beertax + factor(state) + factor(year), "log(fatal) ~ unemp | state + year | beertax ~ log(income) + log(miles)", tenth,
    z=~ unemp + log(income) + log(miles) + factor(state) + factor(year)))
writeLines(toJSON(N, auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "predictions_new.json"))
