using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class LicenceNameTests
{
    [Theory]
    [InlineData(
        "LLAMA 3.2 COMMUNITY LICENSE AGREEMENT\nLlama 3.2 Version Release Date: …",
        "Llama 3.2 Community License"
    )]
    [InlineData("META LLAMA 3 COMMUNITY LICENSE AGREEMENT\n", "Llama 3 Community License")]
    [InlineData(
        "\n\n                                 Apache License\n                  Version 2.0, January 2004",
        "Apache-2.0"
    )]
    [InlineData("Copyright (c) 2024 X\n\nPermission is hereby granted, free of charge, to any person", "MIT")]
    [InlineData("MIT License\n\nCopyright (c) Microsoft Corporation.", "MIT")]
    [InlineData("Gemma Terms of Use \n\nLast modified: February 21, 2024", "Gemma Terms of Use")]
    public void Known_texts_have_short_names(string text, string name) => Assert.Equal(name, LicenceName.Of(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData("  \n ", "")]
    [InlineData("\n  House licence, 2nd edition  \nAll rights kept.", "House licence, 2nd edition")]
    [InlineData("Bell\u0007 and \u001b[31mred", "Bell  and  [31mred")]
    public void Others_are_named_by_their_first_line_without_what_steers_a_terminal(string? text, string name) =>
        Assert.Equal(name, LicenceName.Of(text));

    [Fact]
    public void No_name_is_longer_than_the_limit_or_ends_in_half_a_character()
    {
        var text = new string('x', LicenceName.CharsMax - 1) + "😀😀";

        Assert.Equal(new string('x', LicenceName.CharsMax - 1), LicenceName.Of(text));
    }
}
