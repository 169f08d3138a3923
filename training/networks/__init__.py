"""Networks, one file each: features in, embedding and logits out."""
