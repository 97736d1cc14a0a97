# Romano–Wolf by brute force: every vector of signs of the clusters is drawn, every restricted bootstrap sample refitted by
# lm.fit, and the step-down minimum taken over the joint distribution of |t|. Base R only.
#   Rscript oracles/R/romanoWolf.R > oracles/inference/romano_wolf.json
data <- read.csv("oracles/data/grunfeld.csv")
data <- data[data$firm <= 8, ]

# The model of one hypothesis: dummies of firm and year, rows of some firms.
model <- function(outcome, regressors, term, firms) {
  rows <- data[data$firm %in% firms, ]
  X <- model.matrix(reformulate(c(regressors, "factor(firm)", "factor(year)")), rows)
  list(X = X, y = eval(parse(text = outcome), rows), firm = rows$firm, term = term)
}
tstat <- function(m, y) {
  fit <- lm.fit(m$X, y)
  bread <- chol2inv(qr.R(fit$qr))
  j <- match(m$term, colnames(m$X))
  scores <- rowsum(m$X * fit$residuals, m$firm)
  abs(fit$coefficients[[j]]) / sqrt(sum((scores %*% bread[, j])^2))
}
hypotheses <- list(
  model("inv", c("value", "capital"), "value", 1:8),
  model("inv", c("value", "capital"), "capital", 1:8),
  model("log(inv)", "capital", "capital", 1:8),
  model("inv", "value", "value", 3:8)
)
signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), 8)))
observed <- sapply(hypotheses, function(m) tstat(m, m$y))
draws <- sapply(hypotheses, function(m) {
  restricted <- lm.fit(m$X[, colnames(m$X) != m$term], m$y)
  fitted <- restricted$fitted.values
  apply(signs, 1, function(v) tstat(m, fitted + restricted$residuals * v[m$firm]))
})
p <- function(values, t) mean(values >= t * (1 - 1e-9))
order <- order(-observed)
adjusted <- numeric(length(hypotheses))
running <- 0
for (rank in seq_along(order)) {
  h <- order[rank]
  largest <- apply(draws[, order[rank:length(order)], drop = FALSE], 1, max)
  running <- max(running, p(largest, observed[h]))
  adjusted[h] <- running
}
number <- function(x) paste0("[", paste(format(x, digits = 17, trim = TRUE), collapse = ", "), "]")
cat("{\n")
cat('  "made": "oracles/R/romanoWolf.R, base R', paste0(R.version$major, ".", R.version$minor, "\",\n"))
cat('  "t": ', number(observed), ",\n", sep = "")
cat('  "pValues": ', number(sapply(seq_along(hypotheses), function(h) p(draws[, h], observed[h]))), ",\n", sep = "")
cat('  "adjusted": ', number(adjusted), "\n}\n", sep = "")
