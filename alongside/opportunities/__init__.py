"""The study's noticeboard: anything that people can offer to do.

Each opportunity stands under nine plain headings and says first how long it takes, what is paid, and by
when. Members express an interest in one step; places are filled openly, by a method that was stated
beforehand: first come, agreed choice with a reason, or a fair lottery that anybody can run again.

Words: *opportunity*, *interest* (somebody would like to), *place* (somebody was chosen), *method*, *quota*
(how many of which kind, from attributes volunteered for this purpose, never from equality answers), *draw*.
Neighbours: `payments` for what is offered, `people` for who is asked, `methods.lottery` for the
mathematics.
"""
