using Orchestrator.Inference.LlamaCpp;
using Orchestrator.Testing.LlamaCpp;

namespace Orchestrator.Inference.Tests.LlamaCpp;

/// <summary>A tiny model on the disk, and loaded once for a class of tests.</summary>
public sealed class TinyModelFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-llama-");
    private readonly Lazy<LlamaModel> _model;

    public TinyModelFile()
    {
        Path = PathOf("tiny.gguf");
        TinyModel.Write(Path);
        _model = new Lazy<LlamaModel>(() => LlamaModel.Load(Library, Path, gpuLayers: 0));
    }

    public string Path { get; }

    public static LlamaLibrary Library => LlamaLibrary.Load(LlamaNative.Folder);

    public LlamaModel Model => _model.Value;

    public string PathOf(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        if (_model.IsValueCreated)
        {
            _model.Value.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
