import { own } from '../../shared/base/own.ts';
import type { DeskPreferences } from '../../shared/protocol/deskViews.ts';
import type { DeskPort } from '../desk/deskPort.ts';
import { openFakeDesk } from '../desk/fakeDesk.ts';
import { storyStates } from './storyStates.ts';

/** `?story=offers&language=sv&theme=dark`: one screen in one condition. */
export function openStory(search: URLSearchParams): DeskPort {
  const state = own(storyStates, search.get('story') ?? 'ready') ?? storyStates.ready;
  if (state === undefined) throw new Error('There is no such story');
  const preferences: DeskPreferences = {
    language: pick(search.get('language'), ['fi', 'sv', 'en']) ?? 'fi',
    theme: pick(search.get('theme'), ['system', 'light', 'dark']) ?? 'light',
    fontScale: 100,
  };
  return openFakeDesk({ ...state, preferences });
}

function pick<Word extends string>(value: string | null, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}
