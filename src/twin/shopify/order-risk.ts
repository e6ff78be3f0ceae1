export type RiskLevel = 'HIGH' | 'LOW' | 'MEDIUM' | 'NONE' | 'PENDING';
export type RiskRecommendation = 'ACCEPT' | 'CANCEL' | 'INVESTIGATE' | 'NONE';

export interface RiskAssessment {
  readonly riskLevel: RiskLevel;
  /** The app that made the assessment; null is Shopify's own. */
  readonly provider: { readonly id: string; readonly title: string; readonly handle: string | null } | null;
  readonly facts: readonly {
    readonly description: string;
    readonly sentiment: 'NEGATIVE' | 'NEUTRAL' | 'POSITIVE';
  }[];
}

/** `Order.risk`: what the fraud analysis advises, and why. */
export interface OrderRisk {
  readonly recommendation: RiskRecommendation;
  readonly assessments: readonly RiskAssessment[];
}

/** The advice that goes with Shopify's own level. PENDING gives none yet: it may still become CANCEL. */
const ADVICE: Readonly<Record<RiskLevel, RiskRecommendation>> = {
  HIGH: 'CANCEL',
  MEDIUM: 'INVESTIGATE',
  LOW: 'ACCEPT',
  PENDING: 'NONE',
  NONE: 'NONE',
};

const FACTS: Readonly<Record<RiskLevel, RiskAssessment['facts']>> = {
  HIGH: [
    { description: 'Card Verification Value (CVV) is incorrect', sentiment: 'NEGATIVE' },
    { description: 'The billing address is far from where the order was placed', sentiment: 'NEGATIVE' },
  ],
  MEDIUM: [{ description: 'The shipping address is far from where the order was placed', sentiment: 'NEGATIVE' }],
  LOW: [{ description: 'Card Verification Value (CVV) is correct', sentiment: 'POSITIVE' }],
  PENDING: [],
  NONE: [],
};

// shopify.dev, object RiskFact: "Descriptions longer than 256 characters are truncated."
const LONGEST_FACT = 256;

/** The risk of a level as Shopify itself assesses it, or the one given, its facts cut to 256 characters. */
export function orderRisk(given: RiskLevel | OrderRisk): OrderRisk {
  if (typeof given === 'string')
    return {
      recommendation: ADVICE[given],
      assessments: [{ riskLevel: given, provider: null, facts: FACTS[given] }],
    };
  return {
    recommendation: given.recommendation,
    assessments: given.assessments.map((assessment) => ({
      ...assessment,
      facts: assessment.facts.map(({ description, sentiment }) => ({
        description: description.slice(0, LONGEST_FACT),
        sentiment,
      })),
    })),
  };
}

/** An order that nobody assessed: imports by `orderCreate`. */
export const NOT_ASSESSED: OrderRisk = { recommendation: 'NONE', assessments: [] };
