// What an invented staff says and asks: material for a believable sample.
#pragma once

#include <array>
#include <string_view>

namespace rapport::sample {

inline constexpr std::array<std::string_view, 30> wishes{
    "My students record podcasts next month. I would like somebody beside me "
    "for the first one.",
    "The projector in my room shows everything in pink.",
    "Half the class finishes early in Math. Could they build something with "
    "what they learned?",
    "I want to give feedback on essays by voice instead of red ink. Where do I "
    "begin?",
    "Three tablets in the cart will not charge.",
    "Could you show my team how the reading groups can share one document?",
    "My students map our creek. Is there a simple way to put photos on a map?",
    "The sound does not come through the speakers during videos.",
    "I would like to try stations with one of them online. Could we plan it "
    "together?",
    "Parents ask how to see the portfolio. A short page would help.",
    "Could you teach a lesson on checking sources with me? Second period would "
    "suit.",
    "The printer in the staff room prints every page twice.",
    "My students want to make a film about immigration stories from their "
    "families.",
    "I am new here. Which tools do we use for attendance and for homework?",
    "A student who is hard of hearing needs captions in my lessons.",
    "We have old data loggers in the lab. Are they still good for anything?",
    "I would like to see how somebody else runs a discussion online.",
    "My account is locked again.",
    "Could the choir record its parts at home and hear them together?",
    "I want my students to code something real, not only puzzles.",
    "Our unit on ratios could use the school garden. Would you think along?",
    "The camera in room 112 is not found by the computer.",
    "How can I see who has read the text before class?",
    "I need help setting up the state test practice on the laptops.",
    "My students could tell stories with drawings and their own voice.",
    "Is there a better way to collect lab reports than forty attachments?",
    "The interactive board does not answer to touch on the left side.",
    "Could we find a class abroad to write with? We begin a unit on cities.",
    "I would like my students to set their own goals and look at them each "
    "week.",
    "The wireless is slow in the annex after lunch."};

inline constexpr std::array<std::string_view, 16> times{"",
                                                        "",
                                                        "",
                                                        "Tuesday or Thursday, fourth period",
                                                        "Any day before eight",
                                                        "",
                                                        "This week",
                                                        "After the break",
                                                        "",
                                                        "My planning period is third",
                                                        "Monday afternoon",
                                                        "",
                                                        "Whenever you are in the building",
                                                        "",
                                                        "Second half of the month",
                                                        "Wednesday at lunch"};

inline constexpr std::array<std::string_view, 22> next_steps{
    "Bring the rubric for the podcasts.",
    "Ask how the captions worked for Leo.",
    "Send the one-page guide to stations.",
    "Look at the first maps together.",
    "Find two microphones for the book talks.",
    "Visit second period when the groups present.",
    "Check that the new lamp has arrived.",
    "Share the example from the other grade.",
    "Plan the lesson on sources.",
    "Ask whether the parents found the portfolio.",
    "Count the chargers in the cart.",
    "Bring the data loggers back, tested.",
    "Watch the recording of the discussion together.",
    "Write to the class in Porto.",
    "Try the voice feedback on three essays.",
    "See how the weekly goals went.",
    "Set up the garden spreadsheet.",
    "Ask about the choir recording.",
    "Show the shortcut for groups.",
    "Talk about the next unit.",
    "Bring the small camera.",
    "Celebrate the film with the class."};

inline constexpr std::array<std::string_view, 14> notes{
    "She worries the class will be too loud. It was lively, and they learned.",
    "Would rather start small. Good instinct.",
    "Ask about her own podcast some day. She lit up.",
    "The real question is time, not tools.",
    "He tried it alone before I came. Worth telling the team, if he agrees.",
    "Needs a quick win first.",
    "Two students taught the rest. That is the way in.",
    "We agreed that I only watch next time.",
    "The plan was too full. One idea next time.",
    "Students chose their own questions and stayed after the bell.",
    "Let the team see this one.",
    "Prefers to talk in the hall rather than by mail.",
    "The unit on cities could carry all of it.",
    "Remember the grandparents' day in spring."};

inline constexpr std::array<std::string_view, 12> subjects{
    "Grade 1", "Grade 2", "Grade 3 · science", "Grade 4", "Grade 5 · writing", "Mathematics",
    "English", "Biology", "History",           "Music",   "Spanish",           "Art"};

}  // namespace rapport::sample
