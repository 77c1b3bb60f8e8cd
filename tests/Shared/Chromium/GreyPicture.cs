using System.Buffers.Binary;
using System.IO.Compression;
using QRCoder;

namespace Vouchers.Testing;

/// <summary>A picture in shades of grey, as a camera that sees a screen keeps it.</summary>
internal sealed record GreyPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>The shade at a place between pixels; white outside of the picture.</summary>
    public byte At(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (right, down) = (x - left, y - top);
        return (byte)(((One(left, top) * (1 - right)) + (One(left + 1, top) * right)) * (1 - down)
            + (((One(left, top + 1) * (1 - right)) + (One(left + 1, top + 1) * right)) * down));
    }

    /// <summary>A QR code with its quiet zone.</summary>
    public static GreyPicture OfQr(string text)
    {
        const int module = 8;
        var rows = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M).ModuleMatrix;
        var width = rows.Count * module;
        var pixels = new byte[width * width];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(rows[i / width / module][i % width / module] ? 0 : 255);
        return new GreyPicture(width, width, pixels);
    }

    /// <summary>Reads a screenshot: a PNG of 8 bits a sample, three or four samples, as browsers write it.</summary>
    public static GreyPicture FromPng(byte[] png)
    {
        using var packed = new MemoryStream();
        var (width, height, samples) = (0, 0, 0);
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var content = png.AsSpan(at + 8, length);
            switch (System.Text.Encoding.ASCII.GetString(png, at + 4, 4))
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(content);
                    height = BinaryPrimitives.ReadInt32BigEndian(content[4..]);
                    samples = content[9] == 6 ? 4 : 3;
                    break;
                case "IDAT":
                    packed.Write(content);
                    break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var plain = new ZLibStream(packed, CompressionMode.Decompress);
        return new GreyPicture(width, height, Grey(Unfiltered(plain, width * samples, height, samples), samples));
    }

    private int One(int x, int y) => x >= 0 && x < Width && y >= 0 && y < Height ? Pixels[(y * Width) + x] : 255;

    // Each row is written as the difference from a neighbour: W3C PNG, section 9.
    private static byte[] Unfiltered(Stream rows, int stride, int height, int samples)
    {
        var all = new byte[stride * height];
        var above = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            var row = all.AsSpan(y * stride, stride);
            rows.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                var (a, b, c) = x < samples ? (0, above[x], 0) : (row[x - samples], above[x], above[x - samples]);
                row[x] = unchecked((byte)(row[x] + filter switch
                {
                    0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => Paeth(a, b, c),
                }));
            }

            above = row.ToArray();
        }

        return all;
    }

    private static int Paeth(int a, int b, int c)
    {
        var (toA, toB, toC) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - (2 * c)));
        return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
    }

    private static byte[] Grey(byte[] colours, int samples)
    {
        var grey = new byte[colours.Length / samples];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = (byte)((colours[i * samples] + colours[(i * samples) + 1] + colours[(i * samples) + 2]) / 3);
        return grey;
    }
}
