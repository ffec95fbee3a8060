export { type Calendar, calendarSchema, WorkingDays } from './calendar/calendar.ts'
export { afterOpenMinutes, isTimeZone, type OpenDays, type Opening } from './calendar/opening.ts'
export { check } from './check/check.ts'
export { realWitness } from './check/real-witness.ts'
export { type Edge, edgesOf, fieldsOf } from './check/references.ts'
export { type Names, namesOf } from './check/scope.ts'
export { type Coverage, type CoveredPlace, type Coverer, coverage } from './coverage/coverage.ts'
export { placeWords } from './coverage/words.ts'
export type { Change, ChangeKind } from './diff/change.ts'
export { diff, type PlaybookDiff } from './diff/diff.ts'
export { equivalenceSentences } from './diff/equivalence-words.ts'
export { type Classed, type Flow, flowsOf, unitedValues } from './diff/flows.ts'
export {
  changes,
  type Group,
  isRowNumber,
  type Listed,
  type Moves,
  type PopulationChanges,
  type Shifts,
  type Side,
} from './diff/population.ts'
export { type ChangeSentence, changesSentences } from './diff/population-words.ts'
export type { Renames } from './diff/renames.ts'
export { type ChangeParts, type ChangeWords, changeWords } from './diff/words.ts'
export { interpret } from './evaluate/closures/interpret.ts'
export { compile } from './evaluate/columns/compile.ts'
export { decide, decideAll, type Outcome } from './evaluate/decide.ts'
export { decider } from './evaluate/decider.ts'
export { type Decider, type Decisions, newDecisions } from './evaluate/decisions.ts'
export {
  type ReferenceEvaluator,
  referenceEvaluator,
  type StepTrace,
  type TracedDecision,
} from './evaluate/reference/reference.ts'
export { pointName, withPoints } from './evaluate/trace/points.ts'
export type { Branch, Trace } from './evaluate/trace/trace.ts'
export { type Traced, traced } from './evaluate/trace/traced.ts'
export { type ChainSentence, chainSentences, type Link, reasonChain } from './explain/chain.ts'
export {
  actionKey,
  type Explainer,
  explain,
  explainer,
  leadOfKey,
  occasionsOf,
  reasonsForContact,
  reasonsOf,
} from './explain/explain.ts'
export {
  type JudgedProduct,
  judgedProducts,
  type Opportunity,
  opportunitiesOf,
} from './explain/opportunities.ts'
export type { DecisionView, Figure, Reason } from './explain/reason.ts'
export { formatFigure, formatMoney, sentence } from './explain/sentence.ts'
export { decisionView } from './explain/view.ts'
export type { FactChange } from './explain/why-not/effort.ts'
export type { Gap } from './explain/why-not/gaps.ts'
export { readTarget, type Target, type TargetRead, type Wish } from './explain/why-not/target.ts'
export { type Advisor, advisor, type Way, type WhyNot } from './explain/why-not/why-not.ts'
export { type AnswerSentence, whyNotSentences } from './explain/why-not/words.ts'
export { type Worth, type WorthTerm, worthOf } from './explain/worth.ts'
export { stepsRead } from './expression/reads.ts'
export { type Checked, checkFormula } from './formula/check.ts'
export type { Fault, FaultCode, Span } from './formula/fault.ts'
export { FORMULA_FUNCTIONS } from './formula/functions.ts'
export { type ParsedFormula, parseFormula } from './formula/parse.ts'
export type { Syntax } from './formula/syntax.ts'
export { formulaTokens, type Token, type TokenKind } from './formula/token.ts'
export { answerEnquiry, answerStranger, type EnquiryAnswer } from './inbound/answer-enquiry.ts'
export { type EnquiryKind, enquiryKinds, enquiryMeant, matchEnquiries } from './inbound/match-enquiries.ts'
export {
  type ComparedSide,
  type CompareOptions,
  compareOutcomes,
  type DifferentCustomer,
  type Equivalence,
  type OutcomeComparison,
} from './invariant/equivalence.ts'
export { findingOf } from './invariant/finding.ts'
export { type Claim, type Invariant, invariantSchema } from './invariant/invariant.ts'
export {
  type Counterexample,
  type Judgement,
  type ProveOptions,
  prove,
  type Why,
} from './invariant/prove.ts'
export {
  type Bin,
  type Calibration,
  calibrationOf,
  type Drift,
  driftOf,
  FORECAST_VERDICTS,
  type Forecast,
  type ForecastVerdict,
} from './learning/calibration.ts'
export { type LearningCell, SEGMENTATIONS, type Segmentation } from './learning/cell.ts'
export { type Interval, NORMAL_95, type Share, wilson } from './learning/interval.ts'
export { type LearnedNumber, learnedFrom, learnedIn } from './learning/learned-in.ts'
export { type Likelihoods, likelihoodsOf, presentOf } from './learning/present.ts'
export { type LearningBasis, type Proposal, proposalsFor } from './learning/propose.ts'
export {
  ENOUGH,
  type LearnedRate,
  learnedRates,
  mEstimate,
  PRIOR_WEIGHT,
  type Predictor,
} from './learning/rates.ts'
export {
  type DailyLists,
  dailyLists,
  dailyListsInSteps,
  LISTINGS,
  type Listing,
  listingAt,
  type Portfolios,
  withLists,
} from './lists/daily-lists.ts'
export {
  type HeldOut,
  holdoutPlace,
  holdoutShares,
  holdoutsOf,
  type PlaceIn,
  placesAmong,
} from './lists/holdout.ts'
export {
  branchesCompete,
  type Limits,
  type MadeContact,
  type Quota,
  type Ranking,
  rankingOf,
} from './lists/quotas.ts'
export type { PromisedContact } from './lists/rank.ts'
export { atOnce, type Steps } from './lists/steps.ts'
export { LOCALES, type Locale } from './locale/locale.ts'
export { isMessageKey, type MessageKey, message } from './locale/messages.ts'
export { type Collision, type Merged, mergePlaybooks } from './merge/merge.ts'
export {
  type Association,
  type AssociationFigures,
  associationFigures,
  byLeverage,
} from './nodes/affinity/association.ts'
export {
  ACTIONS,
  type ActionClass,
  type Arbitration,
  arbitrationParts,
  LISTED_ACTIONS,
  type ListedAction,
  sourcesOf,
  sourceValues,
} from './nodes/arbitration/arbitration.ts'
export { NODE_KINDS } from './nodes/index.ts'
export { type NodeBase, part } from './nodes/kind.ts'
export {
  type Learned,
  ORDER_DAYS,
  type Propensity,
  SUCCESSES,
  type Success,
} from './nodes/propensity.ts'
export { type Disclosure, type Product, RISKS, type Risk } from './nodes/suitability/product.ts'
export { VERDICTS, type Verdict } from './nodes/suitability/suitability.ts'
export { AGGREGATIONS, HIT_POLICIES, OUTPUT_TYPES, type Table } from './nodes/table/schema.ts'
export { BEYOND, type Beyond, beyond, type Means } from './order/means.ts'
export {
  checkOrder,
  type Obstacle,
  type Orderable,
  type OrderCheck,
  obstacleSentence,
  orderableProducts,
} from './order/order-check.ts'
export { applyOverlay } from './overlay/apply-overlay.ts'
export { type Opened, openableFields, openedBy } from './overlay/opened.ts'
export { isOnStep, type OverlayValues, type Parameter, parameterSchema } from './overlay/parameter.ts'
export { checkRun, type Plan, type Planned, plan, runInputs } from './plan/plan.ts'
export type { Run } from './plan/run.ts'
export { editText, type TextEdit } from './playbook/edit-text.ts'
export { type BankEvent, eventSchema } from './playbook/event.ts'
export { type Fact, factSchema, typeOfFact } from './playbook/fact.ts'
export { contentHash, ListHash, playbookHash } from './playbook/identity.ts'
export { playbookJsonSchema } from './playbook/json-schema.ts'
export { MOST_DEPTH } from './playbook/json-text.ts'
export { locate } from './playbook/locate.ts'
export { type Parsed, parsePlaybook, parsePlaybookText, parseText, parseWith } from './playbook/parse.ts'
export {
  type CanvasGroup,
  type CanvasNote,
  nodeSchema,
  type Playbook,
  type PlaybookNode,
  type PlaybookTest,
  playbookSchema,
} from './playbook/playbook.ts'
export { type CustomerRead, readCustomer } from './playbook/read-facts.ts'
export {
  type Column,
  columnOver,
  decode,
  encode,
  fitsType,
  MISSING_INTEGER,
  newColumn,
  storageOf,
} from './population/column.ts'
export { countClasses } from './population/count.ts'
export {
  customerAt,
  type Figures,
  factsOf,
  newPopulation,
  type Population,
  populationOf,
} from './population/population.ts'
export { describeProblem, isError, type Problem, pointer, problem, type Witness } from './problem/problem.ts'
export { type Cuts, freezeCuts } from './quantile/cuts.ts'
export { type Frozen, type FrozenCuts, freezeQuantiles } from './quantile/freeze.ts'
export type { Block, Item } from './rulebook/block.ts'
export { type Chapter, type RuleBook, ruleBook, type Section } from './rulebook/rulebook.ts'
export type { Solve, SolverAnswer } from './smt/solve.ts'
export { type DecideOne, runTests, type TestResult } from './testing/run-tests.ts'
export { shiftedAmounts } from './unary/amounts.ts'
export { formatUnary } from './unary/format.ts'
export { type ParsedUnary, parseUnary } from './unary/parse.ts'
export type { UnaryPart, UnaryTest } from './unary/unary.ts'
export { CHANNELS, type Channel } from './values/channel.ts'
export { type Day, formatDay, parseDay, weekday } from './values/day.ts'
export type { Bilingual, FieldMeaning } from './values/fields.ts'
export { fieldMeanings } from './values/fields.ts'
export { nearestName } from './values/nearest-name.ts'
export {
  isOfNumericType,
  type Maybe,
  MOST_INTEGER,
  type Scalar,
  type ValueKind,
  type ValueType,
} from './values/value-type.ts'
export { type Field, walkFields } from './values/walk.ts'
