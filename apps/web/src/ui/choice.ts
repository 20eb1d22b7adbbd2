/** Ways to choose, each in a file of its own: a page loads those that it shows. */
export { CheckboxChoice } from './checkbox-choice';
export { RadioChoice } from './radio-choice';
export { Select } from './select';
