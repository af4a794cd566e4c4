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
            Marker.CodeVerb,
            "implement|debug*|refactor*|compile*|code up|optimize this|fix this|fix the|unit-test|deploy|convert this|convert the given"
        ),
        (
            Marker.CodeNoun,
            "code|function|functions|script|scripts|algorithm|algorithms|method|class|api|apis|program|programs|programming|"
                + "bug|bugs|exception|array|arrays|loop|variable|compiler|database|query|software|html|css|json|"
                + "string|strings|linked list|recursion|endpoint|repository|yaml|markdown|docker|kubernetes|git|"
                + "comments|comment|linux|terminal log|dataframe|data structure|binary search"
        ),
        (
            Marker.CodeStrong,
            "source code|code snippet|following code|this code|unit test|unit tests|stack trace|traceback|leetcode|"
                + "sql query|regular expression|bash command|shell script|shell command|given function|css code|html document|"
                + "nullpointerexception|typeerror|valueerror|indexerror|segfault|segmentation fault|syntax error|"
                + "dynamic programming|regex|google sheets formula|excel formula|spreadsheet formula|binary tree|code review|pull request|python executor|dockerfile|coding problem"
        ),
        (
            Marker.ProgrammingLanguage,
            "python|java|javascript|typescript|c++|c#|golang|rust|kotlin|swift|ruby|php|scala|haskell|sql|bash|"
                + "powershell|perl|matlab|react|django|flask|spring boot|numpy|pandas|pytorch|node.js|.net|fortran|cobol|lua"
        ),
        (
            Marker.TargetProgrammingLanguage,
            "to python|into python|in python|into code|to code|to java|into java|in java|to javascript|into javascript|in javascript|"
                + "to typescript|into typescript|in typescript|to c++|into c++|in c++|to c#|into c#|in c#|in golang|"
                + "to rust|into rust|in rust|to kotlin|into kotlin|in kotlin|to ruby|into ruby|to swift|into swift|in sql|into sql|to sql"
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
        (
            Marker.MathVerb,
            "solve|calculate|compute|evaluate|prove|simplify|factor|differentiate|integrate|find the value|"
                + "find the sum|find the number|determine the value|determine the number|what is the value|"
                + "find the area|find the smallest|find the largest|find the four|solving"
        ),
        (
            Marker.MathNoun,
            "equation|equations|triangle|polygon|probability|polynomial|perimeter|area of|volume of|sum of|ratio|"
                + "percent|integer|integers|prime|radius|angle|circle|divisible|matrix|fraction|remainder|average|hexagon|cylinder|sphere|cone|cube|rectangle|rectangular|diameter|"
                + "length of|shortest side|parallelogram|discount|in base|expressed in base|how many ways|"
                + "sequence|function f|real numbers|real number|formula|per hour|per day|in total|altogether|square units|"
                + "profit|geometric|arithmetic|vector|vertex|vertices|line segment|factorial|modulo|positive number|theorem"
        ),
        (
            Marker.MathStrong,
            "derivative of|integral of|quadratic|solve for|square root of|math problem|math problems|word problem|"
                + "linear algebra|find the value of|least common multiple|greatest common divisor|standard deviation of|"
                + "nth term|perfect numbers|prove that|show your steps|surface area|hypotenuse|system of equations|equation system"
        ),
        (Marker.HowMany, "how many|how much|how long|how old|how far|what percentage"),
        (
            Marker.Counterfactual,
            "what if|what would have happened|had not|if it had|had been|hadn't|alternative history"
        ),
        (
            Marker.StepByStep,
            "step by step|step-by-step|your reasoning|explain your answer|explain your reasoning|think carefully|reason about"
        ),
        (
            Marker.Logic,
            "argument|premise|premises|conclusion|therefore|hypothesis|hypotheses|infer|deduce|evidence|cause of|scenario|"
                + "observation|explanation|assumption|contradiction|more likely|reasoning|predict|implications of|causal"
        ),
        (
            Marker.LogicStrong,
            "premise 1|premise 2|first-order logic|predicate logic|analogy|valid argument|logical expression|syllogism|logically|logical structure|sudoku|riddle|puzzle|plausible|fallacy|deductive|inductive|abductive|"
                + "most likely explanation|best explanation|brain teaser|truth table|knights and knaves|who is lying|"
                + "plausible explanation|plausible reason|[observation|[scenario"
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
        (
            Marker.ToolWord,
            "search the web|look up|call the|use the tool|set a timer|set an alarm|book a|turn on the|turn off the|"
                + "send an email to|fetch the|browse|retrieve|remind me to|order me|order a|what's the weather|weather in"
        ),
        (
            Marker.ToolStrong,
            "use the following tools|available tools|function call|function calls|tool call|tool calls|search engine:|"
                + "you have access to|call the api|using the tools"
        ),
    ];
}
