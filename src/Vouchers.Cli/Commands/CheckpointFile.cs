using Google.Protobuf;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary>
/// Checkpoints as an auditor keeps them: the API's JSON, so that people can read which lanes and batches they tell of.
/// What counts is in each the field <c>signed</c>.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>Never over another file: that may be the only proof of what was there before.</summary>
    public static async Task WriteAsync(FileInfo file, ListCheckpointsResponse checkpoints)
    {
        try
        {
            await using var writer = new StreamWriter(new FileStream(file.FullName, FileMode.CreateNew));
            JsonOutput.Write(writer, checkpoints);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput(
                $"{file.FullName} cannot be written: {e.Message}", "name a new file; none is written over.");
        }
    }

    public static IEnumerable<ByteString> Read(FileInfo file)
    {
        var bytes = TrustListFile.BytesOf(file);
        try
        {
            var read = ListCheckpointsResponse.Parser.ParseJson(System.Text.Encoding.UTF8.GetString(bytes));
            return read.Checkpoints.Count > 0
                ? read.Checkpoints.Select(checkpoint => checkpoint.Signed)
                : throw Faults.BadInput($"{file.Name} holds no checkpoint.");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw Faults.BadInput(
                $"{file.Name} holds no checkpoints: {e.Message}",
                "take a file as `journal checkpoint --out` writes it.");
        }
    }
}
