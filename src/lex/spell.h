/* spell: from how a word sounds to how it is written in letter codes. Sounds are the consonant codes of text/letters.h, short
 * vowels a i u, long vowels A I U, Y for a final long a that is written as yeh (رمى), O for a written alef that is not spoken
 * (كتبوا، كتاباً). A vowel at the start is that of the joining alef (استهدف is "istahdafa"); hamza is always a consonant.
 *
 * «يؤخذ» is "yu'xa*u" and spelled "y'x*"; «يأخذ» is "ya'xu*u" and spelled "yAx*". */
#ifndef ISN_LEX_SPELL_H
#define ISN_LEX_SPELL_H

#include "isnad.h"

enum { ISN_SOUND_MAX = 48 };

/* Writes the spelling, NUL-ended, to out (as long as the sound) and gives its length. Where usage is divided (قرؤوا، قرأوا)
 * alef_seat picks the second way. */
size_t isn_spell(const char *sound, bool alef_seat, char *out);
bool isn_is_vowel(char c);

#endif
