using System.Text;

namespace Vouchers.Testing;

/// <summary>What Chromium's camera sees: a film (YUV4MPEG2) that is played over and over.</summary>
internal static class FakeCamera
{
    public const int FramesPerSecond = 10;

    private const int Width = 640;
    private const int Height = 480;

    /// <summary>Part of the frame's height that a picture fills.</summary>
    private const double Fill = 0.9;

    /// <summary>The flags of a browser whose camera plays a film, and which nobody has to allow it.</summary>
    public static string[] Flags(string film) =>
    [
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        $"--use-file-for-fake-video-capture={film}",
    ];

    /// <summary>Makes a film of pictures, each held for some frames; null is an empty wall.</summary>
    public static void Record(string film, params (GreyPicture? Seen, int Frames)[] scenes)
    {
        using var file = File.Create(film);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F{FramesPerSecond}:1 Ip A1:1 C420jpeg\n"));
        foreach (var (seen, frames) in scenes)
        {
            var frame = FrameOf(seen);
            for (var n = 0; n < frames; n++)
            {
                file.Write("FRAME\n"u8);
                file.Write(frame);
            }
        }
    }

    // A plane of shades, then two of colours at a quarter of the size, which are all grey.
    private static byte[] FrameOf(GreyPicture? picture)
    {
        var frame = new byte[Width * Height * 3 / 2];
        Array.Fill(frame, (byte)255, 0, Width * Height);
        Array.Fill(frame, (byte)128, Width * Height, Width * Height / 2);
        if (picture is null)
            return frame;
        var zoom = Fill * Math.Min((double)Width / picture.Width, (double)Height / picture.Height);
        var (left, top) = ((Width - (picture.Width * zoom)) / 2, (Height - (picture.Height * zoom)) / 2);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                frame[(y * Width) + x] = picture.At((x - left) / zoom, (y - top) / zoom);
        return frame;
    }
}
