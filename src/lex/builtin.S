/* The compiled lexicon as read-only data; the include path finds lexicon.bin in the build directory. */
#if defined(__APPLE__)
#error "builtin.S is written for ELF"
#endif
    .section .rodata
    .global isn_builtin_lexicon
    .hidden isn_builtin_lexicon
    .type isn_builtin_lexicon, %object
    .global isn_builtin_lexicon_end
    .hidden isn_builtin_lexicon_end
    .balign 64
isn_builtin_lexicon:
    .incbin "lexicon.bin"
isn_builtin_lexicon_end:
    .byte 0
    .size isn_builtin_lexicon, isn_builtin_lexicon_end - isn_builtin_lexicon
    .section .note.GNU-stack, "", %progbits
