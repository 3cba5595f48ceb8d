// The kinds of court fee that can be worked out here, and what each asks. The names of fields are those of the fee tool.
export type FeeKind = 'property' | 'divorce' | 'personality_rights' | 'ip_no_amount' | 'other_non_property' | 'labour' | 'administrative' | 'payment_order' | 'preservation' | 'enforcement' | 'appeal'
export interface AmountField { name: string; label: 'claimAmount' | 'propertyTotal' | 'damages' | 'preservationAmount' | 'enforcementAmount' | 'firstClaim' | 'appealedPart'; hint: 'amountHint' | 'damagesHint' }
export interface FeeForm { kind: FeeKind; amounts: AmountField[]; procedure?: boolean; region?: boolean; administrative?: boolean }

const amount = (name: string, label: AmountField['label'], hint: AmountField['hint'] = 'amountHint'): AmountField => ({ name, label, hint })

export const feeForms: FeeForm[] = [
  { kind: 'property', amounts: [amount('claim_yuan', 'claimAmount')], procedure: true },
  { kind: 'personality_rights', amounts: [amount('damages_yuan', 'damages', 'damagesHint')], region: true },
  { kind: 'divorce', amounts: [amount('property_total_yuan', 'propertyTotal')], region: true },
  { kind: 'ip_no_amount', amounts: [], region: true },
  { kind: 'other_non_property', amounts: [], region: true },
  { kind: 'labour', amounts: [] },
  { kind: 'administrative', amounts: [], administrative: true },
  { kind: 'payment_order', amounts: [amount('claim_yuan', 'claimAmount')] },
  { kind: 'preservation', amounts: [amount('amount_yuan', 'preservationAmount')] },
  { kind: 'enforcement', amounts: [amount('amount_yuan', 'enforcementAmount')] },
  { kind: 'appeal', amounts: [amount('first_instance_claim_yuan', 'firstClaim'), amount('appealed_part_yuan', 'appealedPart')] },
]
