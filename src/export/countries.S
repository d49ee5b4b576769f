/* countries.tsv as text; the include path finds it beside this file. */
    .section .rodata
    .global isn_countries
    .hidden isn_countries
    .type isn_countries, %object
isn_countries:
    .incbin "export/countries.tsv"
    .byte 0
    .size isn_countries, . - isn_countries
    .section .note.GNU-stack, "", %progbits
