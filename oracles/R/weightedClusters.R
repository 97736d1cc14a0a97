# CR0–CR3 of weighted least squares with Satterthwaite degrees of freedom, as clubSandwich gives them for a weighted lm:
# errors of one variance whatever the weight (no factor: pooled, one-way and two-way dummies).
#   Rscript oracles/R/weightedClusters.R > oracles/inference/weighted_clusters.json      clubSandwich 0.5.8, jsonlite
suppressMessages({library(clubSandwich); library(jsonlite)})
cases <- list(
  list(data = "empl_uk", formula = "log(emp) ~ log(wage) + log(capital)", unit = "firm", time = "year", weights = "output"),
  list(data = "grunfeld_gaps", formula = "inv ~ value + capital", unit = "firm", time = "year", weights = "value")
)
out <- list()
for (one in cases) {
  d <- read.csv(file.path("oracles/data", paste0(one$data, ".csv")))
  d$unit <- factor(d[[one$unit]]); d$time <- factor(d[[one$time]]); d$weight <- d[[one$weights]]
  terms <- attr(terms(as.formula(one$formula)), "term.labels")
  for (effects in list(character(), one$unit, c(one$unit, one$time))) {
    dummies <- c("", " + unit", " + unit + time")[length(effects) + 1]
    fit <- lm(as.formula(paste0(one$formula, dummies)), d, weights = weight)
    for (type in c("CR0", "CR1", "CR1S", "CR2", "CR3")) {
      # With a dummy a cluster I − H is singular inside it, and clubSandwich inverts its rounding or stops.
      if (type == "CR3" && length(effects) > 0) next
      V <- vcovCR(fit, cluster = d$unit, type = type)
      t <- coef_test(fit, vcov = V, test = "Satterthwaite", coefs = terms)
      out[[length(out) + 1]] <- list(
        data = one$data, weights = one$weights, unit = one$unit, time = one$time, type = type,
        formula = paste0(one$formula, if (length(effects) > 0) paste0(" | ", paste(effects, collapse = " + "))),
        terms = terms, standardErrors = t$SE, degreesOfFreedom = t$df_Satt, pValues = t$p_Satt)
    }
  }
}
cat(toJSON(out, digits = NA, auto_unbox = TRUE, pretty = 1), "\n")
