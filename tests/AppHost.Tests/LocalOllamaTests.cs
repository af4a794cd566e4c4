namespace Orchestrator.AppHost.Tests;

public sealed class LocalOllamaTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:11434/")]
    [InlineData("", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:8000", "http://127.0.0.1:8000/")]
    [InlineData(":11435", "http://127.0.0.1:11435/")]
    [InlineData("gpu-box", "http://gpu-box:11434/")]
    [InlineData("\"gpu-box:9\"", "http://gpu-box:9/")]
    [InlineData("https://gpu-box", "https://gpu-box/")]
    [InlineData("::1", "http://[::1]:11434/")]
    [InlineData("ftp://gpu-box", "http://127.0.0.1:11434/")]
    public void Its_address_is_read_as_Ollama_reads_it(string? ollamaHost, string address) =>
        Assert.Equal(new Uri(address), LocalOllama.Address(ollamaHost));
}
