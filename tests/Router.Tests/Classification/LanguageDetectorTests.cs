using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Tests.Classification;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("이 문장은 한국어입니다.", "ko")]
    [InlineData("API 키가 뭐야?", "ko")]
    [InlineData("This is an English sentence.", "en")]
    [InlineData("React에서 useEffect hook이 두 번 실행돼", "mixed")]
    [InlineData("이것은 무엇입니까? What is the meaning of this word in the text?", "mixed")]
    [InlineData("これは日本語の文です", "other")]
    [InlineData("Übersetze das schöne Gedicht für mich", "other")]
    [InlineData("What is the meaning of the word naïve?", "en")]
    [InlineData("12345 !!!", "other")]
    [InlineData("", "other")]
    public void The_scripts_tell_the_language(string text, string expected)
    {
        var prose = ProseExtractor.Extract(text, 4_000);

        Assert.Equal(expected, LanguageNames.Of(LanguageDetector.Detect(prose.Text, prose.Accents)));
    }

    [Fact]
    public void Fenced_code_does_not_count()
    {
        const string Text =
            "이 코드 뭐가 문제야?\n```python\ndef average(values):\n    return sum(values) / len(values)\n```";

        var found = TaskClassifier.Classify(new ClassificationRequest([new("user", Text)]), 4_000);

        Assert.Equal(TextLanguage.Korean, found.Language);
        Assert.Equal(TaskType.Code, found.Task);
    }
}
