namespace Orchestrator.Router.Classification;

/// <summary>English phrases of code, mathematics, logic and tools; written as in <see cref="EnglishLexicon"/>.</summary>
internal static class EnglishTechnicalLexicon
{
    public static readonly (Marker Marker, string Phrases)[] Entries =
    [
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
