import { afterAll } from '@jest/globals';
import { closeTesting } from '../../libs/testing/src/at-the-end.js';

afterAll(closeTesting);
