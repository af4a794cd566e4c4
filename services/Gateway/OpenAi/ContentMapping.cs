using Google.Protobuf;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>A message's content: text, or parts of text and images.</summary>
internal static class ContentMapping
{
    public static void Fill(Message mapped, ChatMessage message, string field, FieldProblems problems)
    {
        if (message.Content is null)
        {
            // An assistant that calls tools says nothing; everybody else has to say something.
            if (message.Role != "assistant")
            {
                problems.Add(field, "must be a string or an array of content parts");
            }

            return;
        }

        if (message.Content.Parts is not { } parts)
        {
            mapped.Content = message.Content.Text ?? "";
            return;
        }

        var texts = new List<string>();
        for (var index = 0; index < parts.Count; index++)
        {
            AddPart(mapped, texts, parts[index], $"{field}[{index}]", problems);
        }

        mapped.Content = string.Join('\n', texts);
    }

    private static void AddPart(
        Message mapped,
        List<string> texts,
        ContentPart? part,
        string field,
        FieldProblems problems
    )
    {
        switch (part?.Type)
        {
            case "text" when part.Text is { } text:
                texts.Add(text);
                break;
            case "text":
                problems.Add($"{field}.text", "must be a string");
                break;
            case "image_url" when ToImage(part.ImageUrl?.Url, $"{field}.image_url.url", problems) is { } image:
                mapped.Images.Add(image);
                break;
            case "image_url":
                break;
            default:
                problems.Add($"{field}.type", "must be text or image_url");
                break;
        }
    }

    private static ByteString? ToImage(string? url, string field, FieldProblems problems)
    {
        var comma = url?.IndexOf(',', StringComparison.Ordinal) ?? -1;
        if (
            url is null
            || comma < 0
            || !url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
            || !url.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase)
        )
        {
            problems.Add(
                field,
                "must be a data URL (data:image/png;base64,…): images are not fetched from the network"
            );
            return null;
        }

        return Base64Images.Decode(url.AsSpan(comma + 1), field, problems);
    }
}
