using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Tests.Classification;

public sealed class HangulTests
{
    [Fact]
    public void Every_syllable_is_composed_from_its_letters()
    {
        // Decomposed by the standard's own formula, so that the test does not share the code under test.
        for (var index = 0; index < 11_172; index++)
        {
            var lead = (char)(0x1100 + (index / 588));
            var vowel = (char)(0x1161 + (index % 588 / 28));
            var tail = index % 28;
            var letters = tail == 0 ? $"{lead}{vowel}" : $"{lead}{vowel}{(char)(0x11A7 + tail)}";

            Assert.Equal(((char)(0xAC00 + index)).ToString(), TextNormalizer.Normalize(letters));
        }
    }

    [Fact]
    public void A_consonant_that_follows_a_closed_syllable_stays_by_itself() =>
        Assert.Equal("각ᆨ", TextNormalizer.Normalize("각ᆨ"));

    [Theory]
    [InlineData('가', true)]
    [InlineData('ㅋ', true)]
    [InlineData('a', false)]
    [InlineData('漢', false)]
    public void Letters_of_Hangul_are_told_from_others(char c, bool isHangul) =>
        Assert.Equal(isHangul, Hangul.IsLetter(c));
}
