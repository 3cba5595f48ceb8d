// Rows of the list in words: a case, or a filing that is not one yet.
import type { CaseItem } from '@/api/client'
import { courtNow } from '@/clock'
import { dayOf, shortDay } from '@/format'
import { isKnown, type FilingRow } from '@/pages/filing/states'
import { language, useWords } from '@/words/i18n'
import { caseLook, eventOf, filingLook, lastDay, pageOfFiling, type Look } from './shown'
import { words } from './words'

export interface Row { key: string; url: string; head: string; number: boolean; look: Look; state: string; title: string; cause: string; day: string | null; until: string; say: string; flat: boolean; unread: string }

const t = useWords(words)
const today = () => dayOf(courtNow())
const near = (day: string) => shortDay(day, language(), today())

export function caseRow(row: CaseItem): Row {
  const event = eventOf(row)
  return {
    key: row.id, url: `/pages/cases/case?id=${row.id}`, head: row.number, number: true, look: caseLook(row.state), state: row.state_words, title: row.title, cause: row.cause_words,
    day: event?.day ?? null, until: event ? t('toDay', { day: near(event.day) }) : '', say: event?.words ?? '', flat: false, unread: row.unread > 0 ? t('unread', { count: row.unread }) : '',
  }
}

export function filingRow(filing: FilingRow): Row {
  const cause = filing.cause_words ?? ''
  const due = filing.state === 'returned_for_correction' && filing.correction_due ? lastDay(filing.correction_due) : null
  return {
    key: filing.id, url: pageOfFiling(filing), head: cause ? `${t('filing')} · ${cause}` : t('filing'), number: false, look: filingLook(filing.state), state: isKnown(filing.state) ? t(filing.state) : filing.state_words,
    title: filing.title || t('untitled'), cause: filing.receipt_no ? t('receiptNo', { no: filing.receipt_no }) : cause ? '' : t('noCause'),
    day: due, until: due ? t('toDay', { day: near(due) }) : '', say: sayOf(filing), flat: true, unread: '',
  }
}

function sayOf(filing: FilingRow): string {
  switch (filing.state) {
    case 'draft': return t('savedOn', { day: near(dayOf(filing.updated_at)) })
    case 'submitted':
    case 'under_review': return filing.review_due ? t('inReview', { day: near(lastDay(filing.review_due)) }) : t('inReviewNoDay')
    case 'returned_for_correction': return t('toCorrect')
    case 'pre_mediation': return t('preMediation')
    case 'accepted':
    case 'fee_due': return t('toPay')
    default: return t('filingEnded', { day: near(dayOf(filing.updated_at)) })
  }
}
