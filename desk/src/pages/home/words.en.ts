import type { PartOfDay } from '@/words/time'
import type { words as zh } from './words.zh'

const greetings: Record<PartOfDay, string> = { morning: 'Good morning', noon: 'Good day', afternoon: 'Good afternoon', evening: 'Good evening' }

export const words: typeof zh = {
  title: 'Home',
  greeting: (name, part) => `${greetings[part]}, ${name}`,
  nothingHeading: 'There is nothing for you to do now',
  nothing: 'When there is, it is written here: what to do, and by which day.',
  todoHeading: 'Waiting for you',
  undelivered: 'Some messages were not delivered',
  undeliveredWhat: 'Several tries did not succeed; you decide whether to send them again',
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
