namespace Orchestrator.Router.Classification;

/// <summary>What a known phrase stands for. Rules speak of markers, so that one rule serves both languages.</summary>
internal enum Marker
{
    /// <summary>Looks like evidence and is none ("dress code", "바코드").</summary>
    Nothing,

    /// <summary>Comes before a request and leaves it the first word ("could you please").</summary>
    Polite,
    Make,
    Explain,
    Question,

    /// <summary>A question word that small talk uses as well.</summary>
    WeakQuestion,

    /// <summary>An ending with which people think aloud.</summary>
    Musing,
    Define,
    Translate,
    TranslationNoun,
    TargetLanguage,
    HowToSay,
    Summarize,
    Extract,
    SummaryNoun,
    CodeVerb,
    CodeNoun,
    CodeStrong,
    ProgrammingLanguage,
    TargetProgrammingLanguage,
    CreativeNoun,
    CreativeStrong,
    MathVerb,
    MathNoun,
    MathStrong,
    HowMany,
    Counterfactual,
    StepByStep,
    Logic,
    LogicStrong,
    PlanVerb,
    PlanNoun,
    PlanStrong,
    Persona,
    Chat,
    ToolWord,
    ToolStrong,
}
