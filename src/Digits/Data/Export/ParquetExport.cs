using System.Globalization;
using System.Text.Json;
using Digits.Engine;
using Digits.Imaging;
using Parquet;
using Parquet.Schema;

namespace Digits.Data;

/// <summary>Writes Parquet as Hugging Face's data sets have it: a struct <c>image</c> of the bytes of a PNG and its path, and <c>label</c>.</summary>
internal static class ParquetExport
{
    private const int GroupRows = 10_000;

    public static string Write(DigitSet set, string path, CancellationToken cancellation)
    {
        DataField bytes = new DataField<byte[]>("bytes", nullable: true);
        DataField names = new DataField<string>("path", nullable: true);
        DataField label = new DataField<long>("label");
        StructField image = new("image", bytes, names);
        ParquetSchema schema = set.IsLabeled ? new ParquetSchema(image, label) : new ParquetSchema(image);
        AtomicFile.Write(path, stream => ParquetColumn.Await(async () =>
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellation);
            writer.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["huggingface"] = Features(set) };
            for (int first = 0; first < set.Count; first += GroupRows)
            {
                int count = Math.Min(GroupRows, set.Count - first);
                byte[][] pictures = new byte[count][];
                for (int i = 0; i < count; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    pictures[i] = PngWriter.Gray(new GrayImage(set.Columns, set.Rows, set.Image(first + i).ToArray()));
                }

                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync(bytes, pictures);
                await group.WriteAsync(names, [.. Enumerable.Range(first, count).Select(i => i.ToString("00000'.png'", CultureInfo.InvariantCulture))]);
                if (set.IsLabeled)
                {
                    long[] labels = Array.ConvertAll(set.Labels.Slice(first, count).ToArray(), value => (long)value);
                    await group.WriteAsync<long>(label, labels, cancellationToken: cancellation);
                }
            }

            return true;
        }));
        return path;
    }

    /// <summary>What the data sets library of Hugging Face keeps in the file: that the first column is of pictures, and the names of the classes.</summary>
    private static string Features(DigitSet set)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("info");
            writer.WriteStartObject("features");
            writer.WriteStartObject("image");
            writer.WriteString("_type", "Image");
            writer.WriteEndObject();
            if (set.IsLabeled)
            {
                writer.WriteStartObject("label");
                writer.WriteStartArray("names");
                foreach (string name in set.LabelNames)
                    writer.WriteStringValue(name);
                writer.WriteEndArray();
                writer.WriteString("_type", "ClassLabel");
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(json.ToArray());
    }
}
