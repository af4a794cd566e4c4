using Orchestrator.Router.Explanations;

namespace Orchestrator.Router.Tests.Explanations;

public sealed class KoreanParticleTests
{
    [Theory]
    [InlineData("모델", "모델이", "모델로", "모델이라는")]
    [InlineData("후보", "후보가", "후보로", "후보라는")]
    [InlineData("복제본", "복제본이", "복제본으로", "복제본이라는")]
    [InlineData("qwen3:8b", "qwen3:8b가", "qwen3:8b로", "qwen3:8b라는")]
    [InlineData("gpu-1", "gpu-1이", "gpu-1로", "gpu-1이라는")]
    [InlineData("gpu-2", "gpu-2가", "gpu-2로", "gpu-2라는")]
    [InlineData("gpu-3", "gpu-3이", "gpu-3으로", "gpu-3이라는")]
    [InlineData("small", "small이", "small로", "small이라는")]
    [InlineData("vision", "vision이", "vision으로", "vision이라는")]
    [InlineData("'X10'", "'X10'이", "'X10'으로", "'X10'이라는")]
    [InlineData("", "가", "로", "라는")]
    public void A_particle_follows_the_last_sound(string word, string subject, string to, string called)
    {
        Assert.Equal(subject, KoreanParticle.Subject(word));
        Assert.Equal(to, KoreanParticle.To(word));
        Assert.Equal(called, KoreanParticle.Called(word));
    }
}
