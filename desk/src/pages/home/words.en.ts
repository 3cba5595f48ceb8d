import type { PartOfDay } from '@/words/time'
import type { words as zh } from './words.zh'

const greetings: Record<PartOfDay, string> = { morning: 'Good morning', noon: 'Good day', afternoon: 'Good afternoon', evening: 'Good evening' }

export const words: typeof zh = {
  title: 'Home',
  greeting: (name, part) => `${greetings[part]}, ${name}`,
  nothingHeading: 'There is nothing for you to do now',
  nothing: 'When there is, it is written here: what to do, and by which day.',
  todoHeading: 'Waiting for you',
  count: (count) => `${count}`,
  tasks: {
    due_today: { name: 'Filings due today', what: 'To be decided today by 24:00; what cannot be decided is registered first' },
    mine: { name: 'Filings you claimed', what: 'The most urgent first' },
    unclaimed: { name: 'Filings nobody has claimed', what: 'Claim the next one' },
    videos: { name: 'Videos wait to be checked', what: 'Compare with the document; approve, or say what to do' },
    differences: { name: 'Differences in the reconciliation', what: 'Find the cause and write down what was done' },
    undelivered: { name: 'Messages were not delivered', what: 'Several tries failed; you decide whether to send again' },
  },
  open: 'Open',
  looking: 'Looking for what waits for you…',
  roomsHeading: 'Your rooms',
  noRooms: 'Your account has no role yet. Please ask the administrator.',
  stage: (stage) => `Stage ${stage}`,
  standing: 'In use',
  notYet: (stage) => `This room is not built yet. It is planned for stage ${stage}.`,
  willBe: 'What will be here',
  meanwhile: 'There is nothing for you to do here now.',
}
