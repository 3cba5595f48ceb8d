// What axe finds and we leave, each with its reason. A line that nothing matches any more fails the run.
const exceptions = []

const met = new Set()

export function isException(where, rule, target) {
  const index = exceptions.findIndex((one) => (one.where === '*' || one.where === where) && one.rule === rule && target.includes(one.target))
  if (index < 0) return false
  met.add(index)
  return true
}

export function unusedExceptions() {
  return exceptions.filter((_, index) => !met.has(index))
}
