/* The schema as text; the include path finds schema.sql beside this file. */
    .section .rodata
    .global isn_schema
    .hidden isn_schema
    .type isn_schema, %object
isn_schema:
    .incbin "store/schema.sql"
    .byte 0
    .size isn_schema, . - isn_schema
    .section .note.GNU-stack, "", %progbits
