//! Irregular English words. To add one: a line in its table.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Form to dictionary form.
pub(super) type Forms = HashMap<&'static str, &'static str>;

/// Forms of verbs.
pub(super) static VERBS: LazyLock<Forms> = LazyLock::new(|| forms(VERB_LINES));
/// Plurals.
pub(super) static NOUNS: LazyLock<Forms> = LazyLock::new(|| forms(NOUN_LINES));
/// Comparatives and superlatives.
pub(super) static ADJECTIVES: LazyLock<Forms> = LazyLock::new(|| forms(ADJECTIVE_LINES));

/// Each line is a dictionary form and its other forms.
fn forms(lines: &'static str) -> Forms {
    let pairs = |line: &'static str| {
        let base = line.split_whitespace().next().unwrap_or_default();
        line.split_whitespace().map(move |form| (form, base))
    };
    let mut forms = Forms::new();
    for (form, base) in lines.lines().flat_map(pairs) {
        forms.entry(form).or_insert(base);
    }
    forms
}

/// A form that two verbs share belongs to the first of them here, unless it is itself a dictionary form of an earlier line.
const VERB_LINES: &str = "\
be am are is was were been being 'm 're 's ’m ’re ’s m re s ai
have has had having 've 'd ’ve ’d ve
do does did done doing d'
will wo 'll ’ll would
can ca could
shall sha
go goes went gone going
wound wounded
lie lay lain lying lied
abide abode
arise arose arisen
awake awoke awoken
bear bore borne born
beat beaten
become became
befall befell befallen
begin began begun
behold beheld
bend bent
bet
bid bade bidden
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
broadcast
build built
burn burnt
burst
buy bought
cast
catch caught
choose chose chosen
cling clung
come came
cost
creep crept
cut
deal dealt
dig dug
die dying
draw drew drawn
dream dreamt
drink drank drunk
drive drove driven
dwell dwelt
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled fleeing
fling flung
fly flew flown flies
forbid forbade forbidden
forecast
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
forgo forwent forgone
forsake forsook forsaken
freeze froze frozen
get got gotten gets
give gave given
grind ground
grow grew grown
hang hung
hear heard
hide hid hidden
hit
hold held
hurt
keep kept
kneel knelt
know knew known
lay laid
lead led
lean leant
leap leapt
learn learnt
leave left
lend lent
let
light lit
lose lost
make made
mean meant
meet met
mislead misled
mistake mistook mistaken
misunderstand misunderstood
outdo outdid outdone
overcome overcame
override overrode overridden
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
overrun overran
partake partook partaken
pay paid
plead pled
prove proven
put
quit
read
rebuild rebuilt
repay repaid
rend rent
resell resold
retake retook retaken
rethink rethought
rewrite rewrote rewritten
rid
ride rode ridden
ring rang rung
rise rose risen
run ran
say said says
see saw seen
seek sought
sell sold
send sent
set
sew sewn
shake shook shaken
shear shorn
shed
shine shone
shoot shot
show shown
shrink shrank shrunk
shut
sing sang sung
sink sank sunk
sit sat
slay slew slain
sleep slept
slide slid
sling slung
slit
smell smelt
sow sown
speak spoke spoken
speed sped
spend spent
spill spilt
spin spun
spit spat
split
spoil spoilt
spread
spring sprang sprung
stand stood
steal stole stolen
stick stuck
sting stung
stink stank stunk
stride strode stridden
strike struck stricken
string strung
strive strove striven
swear swore sworn
sweep swept
swell swollen
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
thrust
tread trod trodden
undergo underwent undergone
understand understood
undertake undertook undertaken
undo undid undone
uphold upheld
upset
wake woke woken
wear wore worn
weave wove woven
weep wept
win won
wind
withdraw withdrew withdrawn
withhold withheld
withstand withstood
wring wrung
write wrote written
tie tying
vie vying
belie belying
agree agreed agreeing
disagree disagreed disagreeing
free freed freeing
panic panicked panicking
traffic trafficked trafficking
mimic mimicked mimicking
frolic frolicked frolicking
quiz quizzed quizzing quizzes
gas gassed gassing gasses
veto vetoes
echo echoes
torpedo torpedoes
ski skis";

const NOUN_LINES: &str = "\
man men
woman women
child children
person persons
foot feet
tooth teeth
goose geese
mouse mice
louse lice
ox oxen
life lives
wife wives
knife knives
wolf wolves
leaf leaves
shelf shelves
half halves
thief thieves
self selves
calf calves
loaf loaves
scarf scarves
hoof hooves
dwarf dwarves
wharf wharves
crisis crises
analysis analyses
base bases
thesis theses
hypothesis hypotheses
diagnosis diagnoses
oasis oases
axis axes
parenthesis parentheses
emphasis emphases
criterion criteria
phenomenon phenomena
stimulus stimuli
nucleus nuclei
radius radii
alumnus alumni
bacterium bacteria
memorandum memoranda
referendum referenda
index indices
matrix matrices
vertex vertices
appendix appendices
series
species
headquarters
barracks
crossroads
news
means
aircraft
gas gases
bias biases
alias aliases
atlas atlases
canvas canvases
quiz quizzes
hero heroes
potato potatoes
tomato tomatoes
veto vetoes
torpedo torpedoes
echo echoes
embargo embargoes
cargo cargoes
mosquito mosquitoes
volcano volcanoes
tornado tornadoes
mango mangoes
no noes
movie movies
cookie cookies
zombie zombies
calorie calories
prairie prairies
rookie rookies
tie ties
lie lies
pie pies
die dies
ache aches
headache headaches
cache caches
avalanche avalanches
niche niches
cliche cliches
axe
coup coups
corps";

const ADJECTIVE_LINES: &str = "\
good better best
well
bad worse worst
far farther farthest further furthest
little less least
many more most
old elder eldest
late later latest latter
free freer freest
due";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_wins() {
        assert_eq!((VERBS["was"], VERBS["found"], VERBS["struck"], VERBS["lay"]), ("be", "find", "strike", "lie"));
        assert_eq!((NOUNS["men"], NOUNS["headquarters"], ADJECTIVES["worst"]), ("man", "headquarters", "bad"));
    }
}
