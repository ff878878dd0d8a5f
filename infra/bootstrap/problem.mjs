/** A reason to stop, told to the person who started Busker in one sentence that says what to do. */
export class Problem extends Error {
  /**
   * @param {string} sentence what is wrong and what to do
   * @param {string} [tail] last lines of the output that says more
   */
  constructor(sentence, tail = '') {
    super(sentence);
    this.tail = tail;
  }
}
