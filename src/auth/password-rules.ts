import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { invalid } from '../common/errors';
import { refusal } from './password.refusals';

/** What is left without one's own words has to be this long. */
const MIN_LEFT = 8;
const MIN_WORD = 3;
/** zxcvbn's scores go from 0 to 4; 2 is out of reach of whoever has to try at a login. */
const MIN_SCORE = 2;
/** The time it takes grows with the length, and what begins so well needs no more. */
const LONGEST_LOOKED_AT = 64;

/** Made when it is first needed: reading the list takes some 50 ms. */
let judge: ZxcvbnFactory | null = null;

/** Whose password it is to be. */
interface Owner {
  email: string;
  name: string;
}

/**
 * Refuses a password that `weaknessOf` finds fault with.
 * @param field where the password stands in the request
 * @throws DomainError 422
 */
export function refuseWeakPassword(field: string, password: string, owner: Owner): void {
  const weakness = weaknessOf(password, owner);
  if (weakness !== null) throw invalid(field, weakness);
}

/**
 * Finds fault with passwords that are tried first: the commonest 30,000 and what is made of them (zxcvbn), and those that are little
 * more than their owner's name or address, or ours. NIST SP 800-63B 5.1.1.2 asks for it.
 * @returns what to do about it, to follow the name of the field; null when the password will do
 */
export function weaknessOf(password: string, owner: Owner): string | null {
  const words = ownWords(owner);
  const left = words.reduce((text, word) => text.replaceAll(word, ''), plain(password));
  if (left.length < MIN_LEFT) {
    return refusal('named-like-owner');
  }
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  if (judge.check(password.slice(0, LONGEST_LOOKED_AT), words).score < MIN_SCORE) {
    return refusal('too-common');
  }
  return null;
}

/** The longest first, so that an address goes before its parts. */
function ownWords({ email, name }: Owner): string[] {
  const parts = [email, ...email.split(/[^\p{L}\p{N}]+/u), ...name.split(/[^\p{L}\p{N}]+/u), 'amiral'];
  const words = parts.map(plain).filter((word) => word.length >= MIN_WORD);
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
