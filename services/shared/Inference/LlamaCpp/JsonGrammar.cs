namespace Orchestrator.Inference.LlamaCpp;

/// <summary>JSON (RFC 8259) in GBNF, written after the RFC's own rules.</summary>
public static class JsonGrammar
{
    /// <summary>
    /// One object. White space is one blank or one line break with an indent: a model that is free to go on with blanks
    /// sometimes never ends.
    /// </summary>
    public const string Rules = """
        root ::= object
        value ::= object | array | string | number | "true" | "false" | "null"
        object ::= "{" space ( member ( "," space member )* )? "}"
        member ::= string ":" space value space
        array ::= "[" space ( value space ( "," space value space )* )? "]"
        string ::= "\"" character* "\""
        character ::= [^"\\\x00-\x1F] | "\\" ( ["\\/bfnrt] | "u" hex hex hex hex )
        hex ::= [0-9a-fA-F]
        number ::= "-"? ( "0" | [1-9] [0-9]* ) ( "." [0-9]+ )? ( [eE] [-+]? [0-9]+ )?
        space ::= | " " | "\n" [ \t]*
        """;
}
