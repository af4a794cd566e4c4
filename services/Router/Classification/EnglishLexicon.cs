namespace Orchestrator.Router.Classification;

/// <summary>English phrases, normalised. '|' separates, a final '*' lets the word go on.</summary>
internal static class EnglishLexicon
{
    public static readonly (Marker Marker, string Phrases)[] Entries =
    [
        (
            Marker.Nothing,
            "this code comment|these code comments|code comment|code comments|dress code|dress codes|zip code|zip codes|area code|building code|promo code|discount code|country code|"
                + "tax code|penal code|code of conduct|function as|bus schedule|business class|world class|first class|"
                + "high school class|in other words|history of|you are not|you are given|you are provided|"
                + "you are asked|you are tasked|you are unable|you are working|you are responsible|as a result|as a whole|"
                + "as a team|as a measure|as a way|as a primary|as a means|as a consequence|square foot|square feet"
        ),
        (
            Marker.Polite,
            "please|kindly|can you|could you|would you|will you|can i|could i|help me|can you help me|could you help me|"
                + "please help me|can you please|could you please|would you please|i want you to|i need you to|"
                + "i would like you to|i'd like you to|i'd like to|i want to|i need to|we need to|your task is to|"
                + "you need to|you should|let's|hey|hi,|hello,|so|then|now|ok|okay|first|next|and|just|also|"
                + "can you assist in|could you assist in|could you help with|can you help with|assist me in"
        ),
        (
            Marker.Make,
            "write|compose|create|generate|make|draft|craft|produce|give me|come up with|design|develop|build|prepare|"
                + "formulate|rewrite|suggest|show me|complete|construct|provide|creating|crafting|writing|give|devise|formulating|put together"
        ),
        (
            Marker.Explain,
            "explain*|describe|discuss|tell me about|elaborate|compare|what does|difference between|define"
        ),
        (
            Marker.Question,
            "who|whose|whom|when|where|which|what|why|how|is it|is there|are there|does|do|did|was|were|in which|"
                + "answer the following*|name the|name a|list the|multiple choice"
        ),
        (Marker.Define, "what is|what's|what are|what was|what were|meaning of|what do|definition of|stand for"),
        (Marker.Translate, "translat*|traduce|traduis*|ubersetz*|terjemahkan|traducir|traduci|localize"),
        (Marker.TranslationNoun, "translation|translator|translations|interpreter between|bilingual"),
        (
            Marker.TargetLanguage,
            "into english|to english|in english|into korean|to korean|in korean|into french|to french|into german|"
                + "to german|into spanish|to spanish|into japanese|to japanese|into chinese|to chinese|into russian|"
                + "to russian|into italian|to italian|into portuguese|to vietnamese|into vietnamese|from english|"
                + "from korean|en ingles|en anglais|ins englische|auf englisch|ke bahasa*"
        ),
        (Marker.HowToSay, "how do you say|how do i say|how to say|how would you say|sens de l'expression"),
        (Marker.Summarize, "summarize*|summarise*|summarizing|tl;dr|tldr|condense|sum up|recap"),
        (
            Marker.Extract,
            "extract*|pull out|find all|list all|pick out|identify all|identify the|classify the|parse out|"
                + "in a brief manner|key points from"
        ),
        (
            Marker.SummaryNoun,
            "summary|summaries|summarization|key points|main points|main idea|bullet points|takeaways|abstract|named entities"
        ),
        (
            Marker.CreativeNoun,
            "story|stories|poem|poems|song|letter|email|e-mail|essay|speech|dialogue|slogan|caption|captions|"
                + "blog|blog post|article|tweet|post|headline|headlines|review|toast|scene|novel|joke|jokes|ad|monologue|"
                + "bio|tagline|fairy tale|cover letter|press release|keynote|tale|plot|message|invitation|paragraph|"
                + "announcement|product description|property listing|description for|youtube|advertisement|eulogy|diary entry"
        ),
        (
            Marker.CreativeStrong,
            "podcast script|video script|movie script|script for an episode|script for a play|haiku|limerick|lyrics|sonnet|screenplay|fanfiction|resignation letter|letter of recommendation|"
                + "persuasive speech|maid of honor speech|wedding speech|movie review|movie plot|opening scene|creative ad|"
                + "twitter bio|instagram caption|social media post|travel blog|poeme|gedicht|poema|rap verse|pun|"
                + "make a joke|tell me a joke|joke about|opinion piece|short story"
        ),
        (Marker.PlanVerb, "plan|plan out|organize|organizing|schedule|arrange|strategize|planning|outline a"),
        (
            Marker.PlanNoun,
            "agenda|checklist|roadmap|syllabus|budget|strategy|timeline|curriculum|trip|travel|vacation|milestones|"
                + "policy|action plan|daily plan|routine|workout|steps to take|initial state|constraints|initial plan|goal|"
                + "week-long trip|strategies|revitalization"
        ),
        (
            Marker.PlanStrong,
            "itinerary|travel plan|trip plan|travel itinerary|to-do list|todo list|study plan|meal plan|workout plan|"
                + "project plan|day trip|lesson plan|marketing plan|business plan|possible actions|what are your plans|"
                + "detailed plan|migration plan|training plan|planning checklist|comprehensive plan|plan for|conservation strategy"
        ),
        (
            Marker.Persona,
            "you are|you're|pretend*|imagine you are|imagine yourself|as a|as an|role-play|role play|roleplay|act as|"
                + "act like|if you were|in the role of|picture yourself|speak like|talk like|stay in character|introduce yourself as"
        ),
        (
            Marker.Chat,
            "hi|hello|hey there|good morning|good night|how are you|thanks|thank you|thx|lol|haha|i feel|i'm sad|i'm so|"
                + "i am sad|i'm bored|start a conversation|chat history|the chat|small talk|cheer me up|talk to me|i'm tired|"
                + "i miss|my girlfriend|my boyfriend|what's up|nice to meet you|i'm lonely|bye"
        ),
    ];
}
